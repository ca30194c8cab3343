import type { CloudContext } from '../cloud-context.ts'
import { bearerToken, type Caller, checkToken, type TokenCheck } from '../entra/verify-token.ts'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import { requireRole } from './blob-roles.ts'
import type { Operation } from './operations.ts'
import { requireSas } from './sas.ts'
import { requireSharedKey } from './shared-key.ts'
import type { DelegationKeys } from './user-delegation.ts'

/** [K] Application id from general knowledge. */
const STORAGE_APP_ID = 'e406a681-f3d4-42a8-90b6-c2b029497af1'
const RESOURCE = 'https://storage.azure.com'
const FIRST_BEARER_VERSION = '2017-11-09'
const FIRST_CHALLENGE_VERSION = '2019-12-12'

const challengeHeader = (cloud: CloudContext, { account }: BlobCall): Record<string, string> => ({
  'WWW-Authenticate': `Bearer authorization_uri=${cloud.endpoints.login}/${account.tenantId}/oauth2/authorize resource_id=${RESOURCE}`
})

const REFUSALS: Record<(TokenCheck & { ok: false })['reason'], string> = {
  audience: 'Audience validation failed. Audience did not match.',
  expired: 'Lifetime validation failed. The token is expired.',
  malformed: 'Signature validation failed. Signature does not match or the token cannot be read.'
}

const requireBearer = async (
  cloud: CloudContext,
  call: BlobCall,
  token: string,
  operation: Operation
): Promise<Caller> => {
  const { account, c, nowMs } = call
  if ((c.req.header('x-ms-version') ?? '') < FIRST_BEARER_VERSION)
    throw new BlobError('AuthenticationFailed', {
      detail: 'Authentication scheme Bearer is not supported in this version.'
    })
  const own = `https://${account.name}.blob.core.windows.net`
  const check = await checkToken(cloud, token, STORAGE_APP_ID, nowMs, [own, `${own}/`])
  const refused = !check.ok
    ? REFUSALS[check.reason]
    : check.caller.tenantId === account.tenantId
      ? undefined
      : 'Issuer validation failed. Issuer did not match.'
  if (!check.ok || refused !== undefined)
    throw new BlobError('InvalidAuthenticationInfo', {
      ...(refused === undefined ? {} : { detail: refused }),
      headers: challengeHeader(cloud, call),
      guessed: true
    })
  requireRole(cloud.world, check.caller.objectId, call, operation)
  return check.caller
}

/** What somebody without any credential may do. Which of the refusals comes is general knowledge, not recorded. */
const requireOpen = (cloud: CloudContext, call: BlobCall, operation: Operation): void => {
  const { account, c } = call
  const container = account.containers.find(({ name }) => name === call.container)
  const access = account.allowBlobPublicAccess ? (container?.publicAccess ?? 'none') : 'none'
  if (access === 'container' && operation.openTo !== 'nobody') return
  if (access === 'blob' && operation.openTo === 'blob') return
  if ((c.req.header('x-ms-version') ?? '') >= FIRST_CHALLENGE_VERSION)
    throw new BlobError('NoAuthenticationInformation', { headers: challengeHeader(cloud, call), guessed: true })
  throw new BlobError(account.allowBlobPublicAccess ? 'ResourceNotFound' : 'PublicAccessNotPermitted', {
    guessed: true
  })
}

/** Checks whatever credential a request has; it tells who came with a token. */
export const requireBlobAccess = async (
  cloud: CloudContext,
  keys: DelegationKeys,
  call: BlobCall,
  operation: Operation
): Promise<Caller | undefined> => {
  const authorization = call.c.req.header('authorization')
  if (authorization !== undefined) {
    const token = bearerToken(authorization)
    if (token !== undefined) return requireBearer(cloud, call, token, operation)
    const credential = /^SharedKey\s+(\S+)$/i.exec(authorization)?.[1]
    if (credential === undefined) throw new BlobError('AuthenticationFailed', { guessed: true })
    if (!call.account.allowSharedKeyAccess) throw new BlobError('KeyBasedAuthenticationNotPermitted')
    requireSharedKey(call, credential)
  } else if (call.query.has('sig')) requireSas(cloud.world, keys, call, operation)
  else requireOpen(cloud, call, operation)
  return undefined
}
