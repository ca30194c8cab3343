import type { JsonBody } from '../http/json-body.ts'

/** The names that a filter may use: those of every item, other properties besides. */
export const queryables = (address: string): JsonBody => ({
  $id: address,
  type: 'object',
  title: 'STAC Queryables.',
  $schema: 'http://json-schema.org/draft-07/schema#',
  properties: {
    id: {
      ref: 'https://schemas.stacspec.org/v1.0.0/item-spec/json-schema/item.json#/definitions/core/allOf/2/properties/id',
      title: 'Item ID',
      description: 'Item identifier'
    },
    datetime: {
      type: 'string',
      title: 'Acquired',
      format: 'date-time',
      pattern: '(\\\\+00:00|Z)$',
      description: 'Datetime'
    },
    geometry: {
      ref: 'https://geojson.org/schema/Feature.json',
      title: 'Item Geometry',
      description: 'Item Geometry'
    }
  },
  additionalProperties: true
})
