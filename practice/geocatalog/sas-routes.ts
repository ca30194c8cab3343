import type { Hono } from 'hono'
import { sasTime, signContainerSas } from '../blob/sign-container-sas.ts'
import { delegationKeysOf } from '../blob/user-delegation.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { ManagedIdentity, StacCollection } from '../world/model.ts'
import { type BlobPlace, placeOf } from './asset-href.ts'
import { type CatalogSite, requireCollection } from './catalog-site.ts'
import { badRequest, notFound, quoted } from './geocatalog-error.ts'
import { answer } from './reply.ts'

const MINUTE_MS = 60_000
/** Recorded: 24 hours. The longest is not known; a week is the longest that a key of this kind lives. */
const USUAL_MINUTES = 24 * 60
const MOST_MINUTES = 7 * 24 * 60
/** Clocks differ a little. */
const BACKDATED_MS = 15 * MINUTE_MS

const readMinutes = (text: string | undefined): number => {
  const minutes = text === undefined ? USUAL_MINUTES : Number(text)
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES)
    throw badRequest(`The duration is a number of minutes between 1 and ${String(MOST_MINUTES)}.`)
  return minutes
}

/** The identity with which a catalog reads its files; what it signs allows no more than its roles. */
const identityOf = ({ cloud, catalog }: CatalogSite): ManagedIdentity | undefined =>
  cloud.world.managedIdentities.find(({ resourceId }) => catalog.identities.includes(resourceId))

const placesOf = ({ cloud }: CatalogSite, { items }: StacCollection): BlobPlace[] =>
  items.flatMap(({ assets }) => Object.values(assets)).flatMap(({ href }) => placeOf(cloud, href) ?? [])

const holds = (site: CatalogSite, { account, container }: BlobPlace): boolean =>
  site.catalog.collections.some((collection) =>
    placesOf(site, collection).some((one) => one.account === account && one.container === container)
  )

const sign = (site: CatalogSite, { account, container }: BlobPlace, nowMs: number, minutes: number) => {
  const delegate = identityOf(site)
  if (delegate === undefined) throw notFound('The GeoCatalog has no managed identity to sign for.')
  const expiresAtMs = nowMs + minutes * MINUTE_MS
  const startsAtMs = nowMs - BACKDATED_MS
  const token = signContainerSas({ account, container, permissions: 'rl', startsAtMs, expiresAtMs, delegate })
  return { expiry: sasTime(expiresAtMs), token }
}

/** The routes that let somebody read the files behind items. */
export const addSasRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  app.get('/sas/token/:id', (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const minutes = readMinutes(c.req.query('duration'))
    const [place] = placesOf(site, collection)
    if (place === undefined) throw notFound(`Collection ${quoted(collection.id)} has no ingested data`)
    const { expiry, token } = sign(site, place, c.get('nowMs'), minutes)
    return answer(c, { 'msft:expiry': expiry, token })
  })
  app.get('/sas/sign', (c) => {
    const href = c.req.query('href')
    if (href === undefined || href === '') throw badRequest('The href is missing.')
    const minutes = readMinutes(c.req.query('duration'))
    const place = placeOf(site.cloud, href)
    if (place === undefined || !holds(site, place))
      throw badRequest('The href is not in a container with files of this GeoCatalog.')
    const { expiry, token } = sign(site, place, c.get('nowMs'), minutes)
    return answer(c, { 'msft:expiry': expiry, href: `${href.replace(/[?#].*$/s, '')}?${token}` })
  })
  // Recorded: the body is the word null.
  app.post('/sas/token/revoke', (c) => {
    const places = site.catalog.collections.flatMap((collection) => placesOf(site, collection))
    for (const account of new Set(places.map((place) => place.account))) delegationKeysOf(account).revoke()
    return answer(c, null)
  })
}
