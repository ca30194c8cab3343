const JSON_TYPE = 'application/json'

/** The media type of items and lists of items. */
export const GEO_JSON_TYPE = 'application/geo+json'

/** The relation of a link to the names that a filter may use. */
export const QUERYABLES_REL = 'http://www.opengis.net/def/rel/ogc/1.0/queryables'

/** A STAC link. */
export type Link = Readonly<Record<'rel' | 'type' | 'href', string>>

/** Makes a link, to JSON where no other type is named. */
export const link = (rel: string, href: string, type = JSON_TYPE): Link => ({ rel, type, href })
