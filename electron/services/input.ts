import type { InputField } from '#contract/failure'
import type { WantedIdentity } from '#contract/model'
import { AppFailure } from './app-failure.ts'

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const domain = /^(?=.{3,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i
const userAssigned =
  /^\/subscriptions\/[^/\s]+\/resourcegroups\/[^/\s]+\/providers\/microsoft\.managedidentity\/userassignedidentities\/[\w-]+$/i
const tenantAliases = ['organizations', 'common']

/** True for the shape of a GUID, as tenant, application and secret IDs have. */
export function isGuid(text: string): boolean {
  return guid.test(text)
}

/** The typed text without the spaces that pasting brings; throws where nothing is left. */
export function parseRequired(field: InputField, typed: string): string {
  const value = typed.trim()
  if (value === '') throw new AppFailure({ code: 'input-missing', field })
  return value
}

/** A typed name on one line, without what is not seen: spaces at its ends, control characters, marks that turn the text. */
export function cleanName(typed: string): string {
  // Joiners are left, for some scripts and emoji need them.
  return typed
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .trim()
}

/** A GUID in lower case. */
export function parseGuid(field: InputField, typed: string): string {
  const value = parseRequired(field, typed)
  if (!isGuid(value)) throw new AppFailure({ code: 'not-a-guid', field, value })
  return value.toLowerCase()
}

/** A directory (tenant) as the sign-in address takes it: a GUID or a domain. */
export function parseTenant(typed: string): string {
  const value = parseRequired('tenant', typed).toLowerCase()
  if (isGuid(value) || domain.test(value) || tenantAliases.includes(value)) return value
  throw new AppFailure({ code: 'tenant-malformed', value: typed.trim() })
}

/** The managed identity that a person means; its ID is a GUID or a resource ID. */
export function parseWantedIdentity({ by, named }: WantedIdentity): WantedIdentity {
  if (by === 'system') return { by, named: '' }
  if (by !== 'resource-id') return { by, named: parseGuid(by, named) }
  const value = parseRequired(by, named)
  if (!userAssigned.test(value)) throw new AppFailure({ code: 'resource-id-malformed', value })
  return { by, named: value }
}

/** One scope, such as `https://atlas.microsoft.com/.default`. */
export function parseScope(typed: string): string {
  const value = parseRequired('scope', typed)
  if (!/^[\x21-\x7e]+$/.test(value) || !value.includes('/')) throw new AppFailure({ code: 'scope-malformed', value })
  return value
}
