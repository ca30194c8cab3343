import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Application } from '../../world/model.ts'
import { redirectAddress } from '../../world/model/common.ts'
import { badRequest } from '../graph-error.ts'
import { keyCredentialsSchema, withCertificates } from './certificates.ts'

const uris = v.array(v.pipe(v.string(), v.nonEmpty()))
const redirectUris = v.optional(v.array(redirectAddress))
const redirects = v.strictObject({ redirectUris })
const guid = v.pipe(v.string(), v.uuid('A GUID is needed.'))
const notKept = v.optional(v.null('The practice cloud does not keep this.'))

/** What can be said about an application; anything else is refused instead of being forgotten. */
export const applicationBodySchema = v.strictObject({
  displayName: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(256))),
  identifierUris: v.optional(uris),
  signInAudience: v.optional(v.picklist(['AzureADMyOrg', 'AzureADMultipleOrgs'])),
  isFallbackPublicClient: v.optional(v.nullable(v.boolean())),
  groupMembershipClaims: v.optional(v.nullable(v.string())),
  web: v.optional(
    v.strictObject({
      homePageUrl: notKept,
      logoutUrl: notKept,
      redirectUris,
      implicitGrantSettings: v.optional(
        v.strictObject({
          enableIdTokenIssuance: v.optional(v.boolean()),
          enableAccessTokenIssuance: v.optional(v.boolean())
        })
      )
    })
  ),
  publicClient: v.optional(redirects),
  spa: v.optional(redirects),
  requiredResourceAccess: v.optional(
    v.array(
      v.object({
        resourceAppId: guid,
        resourceAccess: v.array(v.object({ id: guid, type: v.picklist(['Scope', 'Role']) }))
      })
    )
  ),
  appRoles: v.optional(
    v.array(v.object({ id: v.optional(guid), value: v.pipe(v.string(), v.nonEmpty()), displayName: v.string() }))
  ),
  api: v.optional(v.strictObject({ requestedAccessTokenVersion: v.nullable(v.picklist([1, 2])) })),
  keyCredentials: v.optional(keyCredentialsSchema),
  /** Secrets are made by addPassword; only an empty list may be sent. */
  passwordCredentials: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(0)))
})

type ApplicationBody = v.InferOutput<typeof applicationBodySchema>

const changeApi = (application: Application, { identifierUris, appRoles, api }: ApplicationBody): void => {
  if (identifierUris === undefined && appRoles === undefined && api === undefined) return
  const before = application.api
  const [first, ...rest] = identifierUris ?? before?.identifierUris ?? []
  if (first === undefined && (appRoles ?? before?.appRoles ?? []).length === 0) {
    delete application.api
    return
  }
  application.api = {
    identifierUris: [first ?? `api://${application.appId}`, ...rest],
    scopes: before?.scopes ?? {},
    adminScopes: before?.adminScopes ?? [],
    appRoles:
      appRoles?.map(({ id = randomUUID(), value, displayName }) => ({ id, value, displayName })) ??
      before?.appRoles ??
      [],
    tokenVersion: api?.requestedAccessTokenVersion ?? before?.tokenVersion ?? 2
  }
}

const changeClient = (application: Application, body: ApplicationBody): void => {
  const { web, publicClient, spa, isFallbackPublicClient } = body
  // The world keeps one list for both; which of them it is, the kind of client says.
  const lists = [web?.redirectUris, publicClient?.redirectUris].filter((one) => one !== undefined)
  if (lists.length > 0) application.redirectUris = [...new Set(lists.flat())]
  if (spa?.redirectUris !== undefined) application.spaRedirectUris = spa.redirectUris
  if (typeof isFallbackPublicClient === 'boolean') application.kind = isFallbackPublicClient ? 'public' : 'confidential'
  const implicit = web?.implicitGrantSettings
  if (implicit !== undefined)
    application.implicitGrant = {
      idTokens: implicit.enableIdTokenIssuance ?? application.implicitGrant.idTokens,
      accessTokens: implicit.enableAccessTokenIssuance ?? application.implicitGrant.accessTokens
    }
}

/** Puts what a request says into an application. */
export const changeApplication = (application: Application, body: ApplicationBody): void => {
  const { displayName, signInAudience, requiredResourceAccess, groupMembershipClaims, keyCredentials } = body
  if (displayName !== undefined) application.displayName = displayName
  if (signInAudience !== undefined) application.signInAudience = signInAudience
  if (requiredResourceAccess !== undefined) application.requiredResourceAccess = requiredResourceAccess
  if (groupMembershipClaims !== undefined)
    application.groupClaims = groupMembershipClaims !== null && groupMembershipClaims !== 'None'
  if (keyCredentials !== undefined) application.certificates = withCertificates(application, keyCredentials)
  changeClient(application, body)
  changeApi(application, body)
}

/** A new registration of a tenant. */
export const newApplication = (tenantId: string, ownerId: string, body: ApplicationBody): Application => {
  if (body.displayName === undefined)
    throw badRequest("Property 'displayName' is required but is missing or null.", 'Request_BadRequest')
  const application: Application = {
    appId: randomUUID(),
    displayName: body.displayName,
    homeTenantId: tenantId,
    signInAudience: 'AzureADMyOrg',
    kind: 'confidential',
    firstParty: false,
    redirectUris: [],
    secrets: [],
    certificates: [],
    federatedCredentials: [],
    implicitGrant: { idTokens: false, accessTokens: false },
    groupClaims: false,
    servicePrincipals: [],
    owners: [ownerId],
    createdAt: Date.now()
  }
  changeApplication(application, body)
  return application
}
