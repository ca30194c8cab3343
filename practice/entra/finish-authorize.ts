import type { Context } from 'hono'
import { createHash, randomInt } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { consentedPermissions } from '../world/directory.ts'
import type { Membership, Tenant } from '../world/model.ts'
import { sendBack } from './authorize-reply.ts'
import { EntraError } from './entra-error.ts'
import type { SignedIn } from './grants.ts'
import { isRegisteredRedirect } from './redirect-match.ts'
import { grantedScopeText, withPermissions } from './scopes.ts'
import type { AuthorizeReply, SignInFlow } from './sign-in-flow.ts'
import { idClaims, userAccessClaims } from './token/claims.ts'
import { furtherIdClaims, furtherUserClaims } from './token/further-claims.ts'
import { signAccessToken } from './token/sign-access-token.ts'

const CODE_LIFE_MS = 600_000
const NO_CLAIMS = { capability: undefined, newerThan: undefined }

/** Somebody who has come through all the pages. */
export interface Arrived {
  signedIn: SignedIn
  tenant: Tenant
  membership: Membership
}

type Fields = [string, string | undefined][]

/** The left half of a SHA-256, by which an id token vouches for a code or token beside it. */
const halfHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

const addCode = (
  { grants }: CloudContext,
  { application, scope }: SignInFlow,
  { signedIn, tenant }: Arrived,
  reply: AuthorizeReply,
  nowMs: number
): string =>
  grants.addCode({
    application,
    signedIn,
    tenantId: tenant.tenantId,
    scope,
    redirectUri: reply.redirectUri,
    nonce: reply.nonce,
    challenge: reply.challenge,
    challengeMethod: reply.challengeMethod,
    toSpa: isRegisteredRedirect(application.spaRedirectUris ?? [], reply.redirectUri),
    expiresAtMs: nowMs + CODE_LIFE_MS,
    redeemed: false
  })

const accessToken = async (
  cloud: CloudContext,
  { application, scopes }: SignInFlow,
  { signedIn, tenant, membership }: Arrived,
  nowMs: number
): Promise<Fields> => {
  const [asked] = scopes.resources
  if (asked === undefined || scopes.resources.length > 1) throw new EntraError(70011, { scope: '' })
  const { tenantId, objectId } = membership
  const request = withPermissions(
    asked,
    consentedPermissions(cloud.world, application, tenantId, objectId, asked.resource.appId)
  )
  const lifeSeconds = cloud.options.accessTokenSeconds ?? randomInt(3599, 5400)
  const subject = { application, signedIn, membership, tenantDomain: tenant.defaultDomain }
  const claims = {
    ...userAccessClaims(subject, request, nowMs, lifeSeconds),
    ...furtherUserClaims(cloud, membership, asked.resource, NO_CLAIMS, nowMs)
  }
  cloud.grants.noteToken(String(claims.uti), nowMs, signedIn)
  return [
    ['access_token', await signAccessToken(cloud, claims, asked.resource, 'none')],
    ['token_type', 'Bearer'],
    ['expires_in', String(lifeSeconds)],
    ['scope', [...scopes.oidcScopes.filter((word) => word !== 'offline_access'), grantedScopeText(request)].join(' ')]
  ]
}

const idToken = (
  cloud: CloudContext,
  { application }: SignInFlow,
  { signedIn, tenant, membership }: Arrived,
  nonce: string | undefined,
  hashes: Record<string, string>,
  nowMs: number
): Promise<string> => {
  const subject = { application, signedIn, membership, tenantDomain: tenant.defaultDomain }
  const claims = idClaims(subject, nonce, cloud.endpoints.login, nowMs)
  return cloud.signer.sign({ ...claims, ...furtherIdClaims(cloud, membership, application), ...hashes }, 'v2')
}

/** Sends the application what it asked for: a code, an id token, an access token, or several of them. */
export const finishAuthorize = async (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  flow: SignInFlow,
  reply: AuthorizeReply,
  arrived: Arrived
): Promise<Response> => {
  const nowMs = c.get('nowMs')
  const { signedIn } = arrived
  const wants = (type: AuthorizeReply['responseTypes'][number]): boolean => reply.responseTypes.includes(type)
  const code = wants('code') ? addCode(cloud, flow, arrived, reply, nowMs) : undefined
  const access = wants('token') ? await accessToken(cloud, flow, arrived, nowMs) : []
  const token = access[0]?.[1]
  const hashes = {
    ...(token === undefined ? {} : { at_hash: halfHash(token) }),
    ...(code === undefined ? {} : { c_hash: halfHash(code) })
  }
  const id = wants('id_token') ? await idToken(cloud, flow, arrived, reply.nonce, hashes, nowMs) : undefined
  const home = signedIn.user.memberships[0]
  const clientInfo = Buffer.from(JSON.stringify({ uid: home.objectId, utid: home.tenantId })).toString('base64url')
  return sendBack(c, reply, [
    ['code', code],
    ...access,
    ['id_token', id],
    ['client_info', reply.clientInfo ? clientInfo : undefined],
    ['state', reply.state],
    ['session_state', signedIn.sessionId]
  ])
}
