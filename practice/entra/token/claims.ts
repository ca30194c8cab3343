import { createHash, randomBytes } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { Application, ManagedIdentity, Membership, ServicePrincipal, User } from '../../world/model.ts'
import type { SignedIn } from '../grants.ts'
import { grantedPermissions, type ResourceRequest } from '../scopes.ts'

/** Entra ID dates tokens five minutes back, for clocks that are a little slow. */
export const BACKDATED_SECONDS = 300
/** Directory role template that every member who is not a guest carries. */
const ANY_MEMBER_ROLE = 'b79fbf4d-3ef9-4689-8143-76b194e85509'
/** [K] Directory role template of Global Administrator. */
const ADMINISTRATOR_ROLE = '62e90394-69f5-4237-9190-012177145e10'

const FIRST_TENANT_SECONDS = 1_400_000_000
const TENANT_SPAN_SECONDS = 300_000_000
/** [K] Opaque numbers that tell people from applications. */
const RELATION = { user: '1 2', app: '7 10' }

const opaque = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** A person's `sub`: another one for each pair of person and application or API. */
export const pairwise = (...parts: string[]): string => createHash('sha256').update(parts.join('|')).digest('base64url')

/** The name that a person has in a tenant; a guest's is made from the home one. */
const namesIn = (user: User, membership: Membership, tenantDomain: string) => ({
  upn:
    membership.kind === 'member'
      ? user.userPrincipalName
      : `${user.userPrincipalName.replace('@', '_')}#EXT#@${tenantDomain}`,
  idp: `https://sts.windows.net/${user.memberships[0].tenantId}/`
})

const times = (nowMs: number, lifeSeconds: number) => {
  const now = Math.floor(nowMs / 1000)
  return { iat: now - BACKDATED_SECONDS, nbf: now - BACKDATED_SECONDS, exp: now + lifeSeconds }
}

const issuer = (tenantId: string): string => `https://sts.windows.net/${tenantId}/`

/** [K] The time when a tenant was made, in epoch seconds: the same one in each of its tokens. */
const tenantMadeAt = (tenantId: string): number =>
  FIRST_TENANT_SECONDS + (createHash('sha256').update(tenantId).digest().readUInt32BE() % TENANT_SPAN_SECONDS)

/** What every access token of the practice cloud says, whoever it is for; `xms_practice` tells it from a real one. */
const common = (tenantId: string, audience: string, nowMs: number, lifeSeconds: number) => ({
  aud: audience,
  iss: issuer(tenantId),
  ...times(nowMs, lifeSeconds),
  aio: opaque(30),
  xms_ftd: opaque(33),
  xms_tcdt: tenantMadeAt(tenantId)
})

/** Who signed in, through which client, at which tenant. */
export interface UserSubject {
  application: Application
  signedIn: SignedIn
  membership: Membership
  tenantDomain: string
}

/** Claims of a person's version 1 access token. */
export const userAccessClaims = (
  subject: UserSubject,
  request: ResourceRequest,
  nowMs: number,
  lifeSeconds: number
): JWTPayload => {
  const { application, signedIn, membership, tenantDomain } = subject
  const { user } = signedIn
  const names = namesIn(user, membership, tenantDomain)
  const guest = membership.kind === 'guest'
  return {
    ...common(membership.tenantId, request.audience, nowMs, lifeSeconds),
    acr: '1',
    amr: [...(signedIn.amr ?? ['pwd'])],
    ...applicationName(application, request),
    appid: application.appId,
    appidacr: application.kind === 'public' ? '0' : '1',
    ...(guest ? { email: user.userPrincipalName } : {}),
    family_name: user.surname,
    given_name: user.givenName,
    ...(guest ? { idp: names.idp } : {}),
    ...(request.resource.idtyp ? { idtyp: 'user' } : {}),
    ipaddr: '127.0.0.1',
    name: user.displayName,
    oid: membership.objectId,
    puid: `1003${pairwise('puid', membership.objectId).slice(0, 12)}`,
    rh: `1.${opaque(18)}`,
    scp: grantedPermissions(request).join(' '),
    sid: signedIn.sessionId,
    ...(signedIn.stays === true ? { signin_state: ['kmsi'] } : {}),
    sub: pairwise(membership.objectId, request.resource.appId),
    tid: membership.tenantId,
    unique_name: user.userPrincipalName,
    upn: names.upn,
    uti: opaque(16),
    ver: '1.0',
    xms_idrel: RELATION.user,
    wids: [...(membership.administrator ? [ADMINISTRATOR_ROLE] : []), ...(guest ? [] : [ANY_MEMBER_ROLE])],
    xms_practice: 'true'
  }
}

/** Claims of an application's own version 1 access token. */
export const appAccessClaims = (
  application: Named,
  principal: Pick<ServicePrincipal, 'tenantId' | 'objectId'>,
  request: ResourceRequest,
  nowMs: number,
  lifeSeconds: number,
  cae: boolean
): JWTPayload => ({
  ...common(principal.tenantId, request.audience, nowMs, lifeSeconds),
  ...applicationName(application, request),
  appid: application.appId,
  appidacr: '1',
  idp: issuer(principal.tenantId),
  ...(request.resource.idtyp ? { idtyp: 'app' } : {}),
  oid: principal.objectId,
  rh: `1.${opaque(18)}`,
  sub: principal.objectId,
  tid: principal.tenantId,
  uti: opaque(16),
  ver: '1.0',
  ...(cae ? { xms_cc: ['cp1'] } : {}),
  xms_idrel: RELATION.app,
  xms_practice: 'true'
})

type Named = Pick<Application, 'appId' | 'displayName'>

const applicationName = (application: Named, { resource }: ResourceRequest): JWTPayload =>
  resource.namesApplication ? { app_displayname: application.displayName } : {}

/** Claims of a managed identity's token: those of an application without a secret, with the resource that it belongs to. */
export const managedIdentityClaims = (
  identity: ManagedIdentity,
  request: ResourceRequest,
  nowMs: number,
  lifeSeconds: number
): JWTPayload => ({
  ...appAccessClaims(
    { appId: identity.clientId, displayName: identity.name },
    identity,
    request,
    nowMs,
    lifeSeconds,
    false
  ),
  appidacr: '2',
  xms_mirid: identity.resourceId
})

const ID_TOKEN_SECONDS = 3600

/** Claims of an id token. */
export const idClaims = (
  subject: UserSubject,
  nonce: string | undefined,
  loginOrigin: string,
  nowMs: number
): JWTPayload => {
  const { application, signedIn, membership } = subject
  const { user } = signedIn
  return {
    aud: application.appId,
    iss: `${loginOrigin}/${membership.tenantId}/v2.0`,
    ...times(nowMs, ID_TOKEN_SECONDS),
    aio: opaque(30),
    ...(membership.kind === 'guest'
      ? { email: user.userPrincipalName, idp: issuer(user.memberships[0].tenantId) }
      : {}),
    login_hint: `O.${Buffer.from(user.userPrincipalName).toString('base64url')}`,
    name: user.displayName,
    ...(nonce === undefined ? {} : { nonce }),
    oid: membership.objectId,
    preferred_username: user.userPrincipalName,
    rh: `1.${opaque(18)}`,
    sid: signedIn.sessionId,
    sub: pairwise(membership.objectId, application.appId),
    tid: membership.tenantId,
    uti: opaque(16),
    ver: '2.0',
    xms_practice: 'true'
  }
}
