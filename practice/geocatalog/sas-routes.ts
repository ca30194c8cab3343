import type { Hono } from 'hono'
import { signContainerSas } from '../blob/sign-container-sas.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
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

const sign = ({ account, container }: BlobPlace, nowMs: number, minutes: number) => {
  const expiresAtMs = nowMs + minutes * MINUTE_MS
  const token = signContainerSas({
    accountName: account.name,
    key: account.key,
    container,
    permissions: 'rl',
    startsAtMs: nowMs - BACKDATED_MS,
    expiresAtMs
  })
  return { expiry: new Date(expiresAtMs).toISOString().replace(/\.\d{3}Z$/, 'Z'), token }
}

/** The routes that let somebody read the files behind items. */
export const addSasRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  app.get('/sas/token/:id', (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const minutes = readMinutes(c.req.query('duration'))
    const hrefs = collection.items.flatMap(({ assets }) => Object.values(assets).map(({ href }) => href))
    const place = hrefs.map((href) => placeOf(site.cloud, href)).find((one) => one !== undefined)
    if (place === undefined) throw notFound(`Collection ${quoted(collection.id)} has no ingested data`)
    const { expiry, token } = sign(place, c.get('nowMs'), minutes)
    return answer(c, { 'msft:expiry': expiry, token })
  })
  app.get('/sas/sign', (c) => {
    const href = c.req.query('href')
    if (href === undefined || href === '') throw badRequest('The href is missing.')
    const minutes = readMinutes(c.req.query('duration'))
    const place = placeOf(site.cloud, href)
    if (place === undefined) throw badRequest('The href is not in a storage account of this GeoCatalog.')
    const { expiry, token } = sign(place, c.get('nowMs'), minutes)
    return answer(c, { 'msft:expiry': expiry, href: `${href.replace(/[?#].*$/s, '')}?${token}` })
  })
  // Recorded: the body is the word null. Signatures of an account key cannot be called back one by one.
  app.post('/sas/token/revoke', (c) => answer(c, null))
}
