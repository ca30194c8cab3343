import * as v from 'valibot'
import { SERVICES, type ServiceName } from '../services.ts'
import type { Site } from '../sites.ts'

/** How somebody asks Entra ID for something. */
export const FLOWS = [
  'sign-in-page',
  'authorization-code',
  'device-code',
  'refresh-token',
  'client-credentials',
  'on-behalf-of',
  'password'
] as const

/** One of the ways of asking Entra ID. */
export type Flow = (typeof FLOWS)[number]

const words = v.pipe(v.string(), v.nonEmpty())

/** What a rule is for; everything that is left out fits. */
export const matchSchema = v.strictObject({
  service: v.exactOptional(v.picklist(SERVICES)),
  /** One address: a vault's, GeoCatalog's or storage account's name, a name in Azure such as us.atlas.microsoft.com, or a site's key. */
  host: v.exactOptional(words),
  pathIncludes: v.exactOptional(v.string()),
  method: v.exactOptional(words),
  /** User principal name. */
  user: v.exactOptional(words),
  /** Client id or display name. */
  app: v.exactOptional(words),
  /** App id, identifier URI or display name of the API that a token is for. */
  resource: v.exactOptional(words),
  /** Tenant id, domain or display name. */
  tenant: v.exactOptional(words),
  flow: v.exactOptional(v.picklist(FLOWS))
})

/** The conditions of a rule. */
export type WeatherMatch = v.InferOutput<typeof matchSchema>

/** Who asks for what, each under all of its names. */
export interface Identity {
  flow?: Flow
  user: readonly string[]
  app: readonly string[]
  resource: readonly string[]
  tenant: readonly string[]
}

/** A request that rules are matched with. */
export interface WeatherSubject {
  service: ServiceName
  site: Site | undefined
  method: string
  path: string
}

const plain = (name: string): string => name.trim().replace(/\/+$/, '').toLowerCase()

const isOneOf = (wanted: string | undefined, names: readonly string[]): boolean =>
  wanted === undefined || names.some((name) => plain(name) === plain(wanted))

/** Whether a site is the host that a rule names. */
export const isHost = (wanted: string | undefined, site: Site | undefined): boolean => {
  if (wanted === undefined) return true
  if (site === undefined) return false
  return isOneOf(wanted, [site.key, ...site.azureHosts, ...site.azureHosts.map((host) => host.split('.')[0] ?? host)])
}

/** Whether a rule is about a site at all. */
export const fitsSite = (match: WeatherMatch, site: Site): boolean =>
  site.service !== 'admin' &&
  (match.service === undefined || match.service === site.service) &&
  isHost(match.host, site)

/** Whether a rule speaks of who asks for what. */
export const namesIdentity = ({ user, app, resource, tenant, flow }: WeatherMatch): boolean =>
  [user, app, resource, tenant, flow].some((name) => name !== undefined)

/** Whether a rule fits a request, whoever sends it. */
export const fitsRequest = (match: WeatherMatch, subject: WeatherSubject): boolean =>
  (match.service === undefined || match.service === subject.service) &&
  isHost(match.host, subject.site) &&
  (match.method === undefined || match.method.toUpperCase() === subject.method) &&
  (match.pathIncludes === undefined || subject.path.includes(match.pathIncludes))

/** Whether a rule fits who asks for what. */
export const fitsIdentity = (match: WeatherMatch, { flow, user, app, resource, tenant }: Identity): boolean =>
  (match.flow === undefined || match.flow === flow) &&
  isOneOf(match.user, user) &&
  isOneOf(match.app, app) &&
  isOneOf(match.resource, resource) &&
  isOneOf(match.tenant, tenant)
