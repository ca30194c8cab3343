import * as v from 'valibot'
import { newMfaCode, newPassword } from '../random-secrets.ts'
import { epoch, guid, list, words } from './common.ts'

/** A directory that people belong to. */
export const tenantSchema = v.strictObject({
  tenantId: guid,
  displayName: v.string(),
  defaultDomain: words,
  /** All verified domains, the default one among them. */
  domains: v.array(words),
  countryCode: v.optional(words, 'US'),
  regionScope: v.optional(v.picklist(['NA', 'EU', 'WW']), 'WW'),
  /** Whether everybody must prove it is them with a second factor here. */
  mfaRequired: v.optional(v.boolean(), false),
  /** Whether people are asked to stay signed in after their password. */
  asksToStaySignedIn: v.optional(v.boolean(), false),
  /** How old a sign-in may be here before it must be done again; any age where left out. */
  signInFrequencySeconds: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1)))
})

/** A person's place in one tenant. */
export const membershipSchema = v.strictObject({
  tenantId: guid,
  objectId: guid,
  kind: v.picklist(['member', 'guest']),
  /** Whether a second factor is asked of this person in this tenant. */
  mfaRequired: v.optional(v.boolean(), false),
  /** Whether this person may agree to permissions for everybody in this tenant. */
  administrator: v.optional(v.boolean(), false)
})

/** A person; memberships[0] is the home tenant. */
export const userSchema = v.strictObject({
  userPrincipalName: v.pipe(v.string(), v.email('A user principal name looks like an e-mail address.')),
  displayName: v.string(),
  givenName: v.string(),
  surname: v.string(),
  /** New in every start where left out. */
  password: v.optional(words, newPassword),
  enabled: v.optional(v.boolean(), true),
  /** Whether too many wrong passwords have been tried. */
  locked: v.optional(v.boolean(), false),
  passwordExpired: v.optional(v.boolean(), false),
  /** Whether a second factor is asked of this person everywhere. */
  mfaRequired: v.optional(v.boolean(), false),
  /** Six digits that stand for the authenticator app. */
  mfaCode: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/, 'Six digits are needed.')), newMfaCode),
  /** Whether the authenticator app is set up; if not, the pages set it up first. */
  mfaRegistered: v.optional(v.boolean(), true),
  /** Epoch milliseconds; refresh tokens and sessions from before are refused. */
  sessionsRevokedAt: v.exactOptional(epoch),
  /** Epoch milliseconds; services that evaluate access continuously want newer access tokens than this. */
  tokensChallengedAt: v.exactOptional(epoch),
  memberships: v.tupleWithRest([membershipSchema], membershipSchema)
})

/** People who get roles together. */
export const groupSchema = v.strictObject({
  objectId: guid,
  tenantId: guid,
  displayName: v.string(),
  /** Object ids of people and service principals. */
  members: v.array(guid)
})

/** A delegated permission that somebody agreed to; `userObjectId` null means for the whole tenant. */
export const consentSchema = v.strictObject({
  appId: guid,
  tenantId: guid,
  userObjectId: v.nullable(guid),
  resourceAppId: guid,
  /** The permissions by value; every one of the API where left out. */
  scopes: v.exactOptional(v.array(words))
})

/** An application permission that an administrator gave to a service principal. */
export const appRoleAssignmentSchema = v.strictObject({
  tenantId: guid,
  /** Object id of the service principal that has it. */
  principalId: guid,
  resourceAppId: guid,
  /** The permission's value, such as Application.Read.All. */
  value: words
})

/** Everything about who is who. */
export const directoryEntries = {
  /** Whether the sign-in pages let people in with one click, without password and code. */
  oneClickSignIn: v.optional(v.boolean(), true),
  tenants: v.pipe(v.array(tenantSchema), v.nonEmpty('A world needs at least one tenant.')),
  users: list(userSchema),
  groups: list(groupSchema),
  consents: list(consentSchema),
  appRoleAssignments: list(appRoleAssignmentSchema)
}
