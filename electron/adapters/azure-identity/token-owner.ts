import { decodeJwt } from 'jose'
import type { AccountKind } from '#contract/model'

/** Whose an access token is, as it says itself. */
export interface TokenOwner {
  kind: AccountKind
  /** User principal name, or the application (client) ID. */
  username: string
  displayName: string
  clientId: string
  objectId: string
  tenantId: string
  /** Of a managed identity, or of what it belongs to. */
  resourceId: string | null
  /** Milliseconds since 1970; null where it does not say. */
  expiresAt: number | null
}

/** Reads whose a token is; null where it is of another form. It came from a host or program that is trusted, so it is not verified. */
export function readOwner(accessToken: string): TokenOwner | null {
  const claims = payloadOf(accessToken)
  const text = (...names: string[]): string | null =>
    names.map((name) => claims[name]).find((value): value is string => typeof value === 'string' && value !== '') ??
    null
  const [clientId, objectId, tenantId] = [text('appid', 'azp'), text('oid'), text('tid')]
  if (clientId === null || objectId === null || tenantId === null) return null
  const person = text('upn', 'preferred_username', 'unique_name')
  const isPerson = claims.idtyp === 'user' || (claims.idtyp !== 'app' && (person !== null || text('scp') !== null))
  const resourceId = text('xms_mirid')
  const named = isPerson ? text('name') : (resourceId?.split('/').at(-1) ?? text('app_displayname'))
  const username = isPerson ? (person ?? objectId) : clientId
  return {
    kind: isPerson ? 'user' : 'application',
    username,
    displayName: named ?? username,
    clientId: clientId.toLowerCase(),
    objectId,
    tenantId: tenantId.toLowerCase(),
    resourceId,
    expiresAt: typeof claims.exp === 'number' ? claims.exp * 1000 : null
  }
}

function payloadOf(accessToken: string): Record<string, unknown> {
  try {
    return decodeJwt(accessToken)
  } catch {
    return {}
  }
}
