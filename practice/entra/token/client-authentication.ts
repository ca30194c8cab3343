import { createHash, timingSafeEqual } from 'node:crypto'
import { findApplication, servicePrincipalIn } from '../../world/directory.ts'
import type { Application, World } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import type { TenantChoice } from '../tenant-segment.ts'

/** What a client says about itself, in the body or in a Basic header. */
export interface ClientClaim {
  clientId: string | undefined
  secret: string | undefined
  assertion: string | undefined
}

const fromForm = (text: string): string => decodeURIComponent(text.replace(/\+/g, ' '))

const basicPair = (header: string | undefined): [string, string] | undefined => {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const at = text.indexOf(':')
  if (at < 0) return undefined
  try {
    return [fromForm(text.slice(0, at)), fromForm(text.slice(at + 1))]
  } catch {
    throw new EntraError(9002313)
  }
}

/** Reads client id and credential; a Basic header counts where the body has none. */
export const readClientClaim = (form: ReadonlyMap<string, string>, authorization: string | undefined): ClientClaim => {
  const basic = basicPair(authorization)
  return {
    clientId: form.get('client_id') ?? basic?.[0],
    secret: form.get('client_secret') ?? basic?.[1],
    assertion: form.get('client_assertion')
  }
}

/** Finds the application for a tenant: 700016 for one that is unknown there, 7000112 for a disabled one. */
export const requireApplication = (
  world: World,
  clientId: string,
  choice: TenantChoice,
  segment: string
): Application => {
  const application = findApplication(world, clientId)
  const directory = choice.kind === 'tenant' ? choice.tenant.displayName : segment
  const unknown = new EntraError(700016, { appId: clientId, tenant: directory })
  if (application === undefined) throw unknown
  if (choice.kind !== 'tenant') return application
  const principal = servicePrincipalIn(application, choice.tenant.tenantId)
  if (principal === undefined && application.signInAudience === 'AzureADMyOrg') throw unknown
  if (principal?.enabled === false) throw new EntraError(7000112, { appId: clientId, name: application.displayName })
  return application
}

const sameText = (left: string, right: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

/** Checks the credential of a client; a secret's id, like any wrong text, is 7000215. */
export const authenticateClient = (application: Application, claim: ClientClaim, nowMs: number): void => {
  const presented = claim.secret !== undefined || claim.assertion !== undefined
  if (application.kind === 'public') {
    if (presented) throw new EntraError(700025)
    return
  }
  if (!presented) throw new EntraError(7000218)
  const secret = application.secrets.find((one) => sameText(one.value, claim.secret ?? ''))
  if (secret === undefined) throw new EntraError(7000215, { appId: application.appId })
  if (secret.expiresAt <= nowMs) throw new EntraError(7000222, { appId: application.appId })
}
