import type { SignInMethod, WantedIdentity } from '#contract/model'
import { noDefaults } from '#contract/profile'
import type { Services } from '../services/compose.ts'
import { wrongUsage } from './pick-profile.ts'

/** Options of `sign-in`. */
export interface SignInOptions {
  method?: SignInMethod
  tenant?: string
  clientId?: string
  objectId?: string
  resourceId?: string
  sendAnyway?: boolean
  certificate?: string[]
  passwordFromStdin?: boolean
  practiceAccount?: string
}

/** The options once it is known how to sign in. */
export type WholeOptions = SignInOptions & { method: SignInMethod }

/** The options, with what was left out as the profile has it; ends the command where that is not enough. */
export async function withDefaults({ profiles, settings }: Services, given: SignInOptions): Promise<WholeOptions> {
  const isHost = given.method === 'managed-identity' || given.method === 'default'
  const isWhole = isHost || (given.method !== undefined && given.tenant !== undefined && given.clientId !== undefined)
  const defaults = isWhole ? noDefaults : await profiles.signInDefaults(settings.requireProfile().profileId)
  const method = given.method ?? defaults.method
  if (method === null) throw wrongUsage('--method is needed: the profile has no default')
  const tenant = given.tenant ?? defaults.tenant
  const clientId = given.clientId ?? defaults.clientId
  const isApplication = method === 'client-secret' || method === 'certificate'
  if (isApplication && (tenant === null || clientId === null)) {
    throw wrongUsage(`--method ${method} needs --tenant and --client-id`)
  }
  if ((method === 'certificate') !== (given.certificate !== undefined)) {
    throw wrongUsage('--certificate goes with --method certificate, and is needed there')
  }
  if (given.passwordFromStdin === true && method !== 'certificate') {
    throw wrongUsage('--password-from-stdin goes with --method certificate')
  }
  const ids = [given.clientId, given.objectId, given.resourceId].filter((id) => id !== undefined)
  if (method === 'managed-identity' ? ids.length > 1 : given.objectId !== undefined || given.resourceId !== undefined) {
    throw wrongUsage('--object-id or --resource-id goes with --method managed-identity, which takes one ID or none')
  }
  if (method === 'managed-identity' && given.tenant !== undefined) {
    throw wrongUsage('--tenant does not go with --method managed-identity: the host knows its directory')
  }
  if (method === 'default' && (given.tenant !== undefined || given.clientId !== undefined)) {
    throw wrongUsage('--method default takes no --tenant and no --client-id: it reads what a program would read')
  }
  if (method === 'managed-identity' && ids.length > 0) return { ...given, method }
  return { ...given, method, ...(tenant === null ? {} : { tenant }), ...(clientId === null ? {} : { clientId }) }
}

/** Which managed identity the options name. */
export function wantedIdentity({ clientId, objectId, resourceId }: WholeOptions): WantedIdentity {
  if (objectId !== undefined) return { by: 'object-id', named: objectId }
  if (resourceId !== undefined) return { by: 'resource-id', named: resourceId }
  return clientId === undefined ? { by: 'system', named: '' } : { by: 'client-id', named: clientId }
}
