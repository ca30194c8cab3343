import * as v from 'valibot'
import type { Api, CallName } from '#contract/api'
import { managedIdentityChoices } from '#contract/host-identity'
import { cloudOfProfile, profileColours, signInMethods } from '#contract/profile'

const nothing = v.strictObject({})
const cloud = v.picklist(['public', 'usgov', 'china', 'practice'])
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(1024), v.regex(/^[\x21-\x7e]+$/))
const uuid = v.pipe(v.string(), v.uuid())
const profileId = v.pipe(
  v.string(),
  v.check((text) => cloudOfProfile(text) !== null)
)
/** What a person typed: checked by the service, so that the failure can name the field. */
const typed = v.pipe(v.string(), v.maxLength(4096))

/** One schema a call; a call without one does not compile, nor does a schema that lets through what `Api` does not take. */
export const requests = {
  getStatus: nothing,
  listProfiles: nothing,
  saveProfile: v.strictObject({
    profileId: v.nullable(profileId),
    cloud,
    name: typed,
    colour: v.picklist(profileColours),
    defaults: v.nullable(
      v.strictObject({
        tenant: v.nullable(typed),
        clientId: v.nullable(typed),
        method: v.nullable(v.picklist(signInMethods))
      })
    )
  }),
  useProfile: v.strictObject({ profileId }),
  removeProfile: v.strictObject({ profileId }),
  readSignInDefaults: v.strictObject({ profileId }),
  chooseTheme: v.strictObject({ theme: v.picklist(['system', 'light', 'dark']) }),
  retryVault: nothing,
  startVaultAnew: nothing,
  lockVault: nothing,
  chooseAutoLock: v.strictObject({
    idleMinutes: v.picklist([0, 5, 15, 60]),
    whenAsleep: v.boolean(),
    whenScreenLocks: v.boolean()
  }),
  readVaultHealth: nothing,
  repairVault: nothing,
  salvageVault: v.strictObject({ name: id }),
  rotateVaultKey: nothing,
  copyVaultReport: nothing,
  getPractice: nothing,
  startPractice: v.strictObject({ world: v.exactOptional(v.picklist(['default', 'crowded', 'large'])) }),
  stopPractice: nothing,
  listPracticeWeather: nothing,
  addPracticeWeather: v.strictObject({
    id,
    // A record takes a list as well.
    values: v.pipe(
      v.unknown(),
      v.check((values) => !Array.isArray(values)),
      v.record(v.pipe(v.string(), v.maxLength(64)), v.union([typed, v.number()]))
    )
  }),
  removePracticeWeather: v.strictObject({ ruleId: id }),
  listPracticeRequests: v.strictObject({ after: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  listPracticePeople: nothing,
  readOfflinePlan: nothing,
  chooseOfflinePlan: v.strictObject({
    everythingOf: v.pipe(v.array(profileId), v.maxLength(300)),
    itemIds: v.pipe(v.array(id), v.maxLength(300)),
    returnAt: v.nullable(v.pipe(v.string(), v.isoTimestamp()))
  }),
  prepareOffline: v.strictObject({ operationId: uuid }),
  listAccounts: nothing,
  signIn: v.strictObject({
    operationId: uuid,
    method: v.picklist(['interactive', 'device-code']),
    tenant: v.nullable(typed),
    clientId: v.nullable(typed),
    practiceAccount: v.exactOptional(typed)
  }),
  signInWithClientSecret: v.strictObject({
    operationId: uuid,
    tenant: typed,
    clientId: typed,
    clientSecret: typed,
    sendAnyway: v.boolean()
  }),
  chooseCertificate: nothing,
  readCertificate: v.strictObject({ choiceId: uuid, password: typed }),
  forgetCertificate: nothing,
  signInWithCertificate: v.strictObject({
    operationId: uuid,
    tenant: typed,
    clientId: typed,
    choiceId: uuid,
    password: typed
  }),
  signInWithManagedIdentity: v.strictObject({
    operationId: uuid,
    identity: v.strictObject({ by: v.picklist(managedIdentityChoices), named: typed })
  }),
  signInWithDefaultCredential: v.strictObject({ operationId: uuid }),
  useAccount: v.strictObject({ accountId: id }),
  signOut: v.strictObject({ accountId: id }),
  openSignInPage: v.strictObject({ operationId: uuid }),
  copyUserCode: v.strictObject({ operationId: uuid }),
  cancelOperation: v.strictObject({ operationId: uuid }),
  listTenants: v.strictObject({ accountId: id, refresh: v.boolean() }),
  selectTenant: v.strictObject({ accountId: id, tenantId: uuid }),
  pinTenant: v.strictObject({ accountId: id, tenantId: uuid, pinned: v.boolean() }),
  listResources: nothing,
  listTokens: nothing,
  acquireToken: v.strictObject({
    operationId: uuid,
    accountId: id,
    tenantId: uuid,
    scope: typed,
    refresh: v.boolean()
  }),
  readClaims: v.strictObject({ tokenId: id }),
  verifySignature: v.strictObject({ tokenId: id }),
  copyToken: v.strictObject({ tokenId: id, form: v.picklist(['token', 'authorization-header', 'curl']) }),
  revealToken: v.strictObject({ tokenId: id }),
  removeToken: v.strictObject({ tokenId: id }),
  listTargets: nothing,
  saveMapsTarget: v.strictObject({
    targetId: v.nullable(uuid),
    label: typed,
    endpoint: typed,
    mapsClientId: typed,
    primaryKey: v.nullable(typed),
    secondaryKey: v.nullable(typed)
  }),
  saveGeoCatalogTarget: v.strictObject({ targetId: v.nullable(uuid), label: typed, endpoint: typed }),
  removeTarget: v.strictObject({ targetId: uuid }),
  runAccessTest: v.strictObject({
    operationId: uuid,
    targetId: uuid,
    identities: v.pipe(v.array(v.strictObject({ accountId: id, tenantId: uuid })), v.maxLength(20))
  })
} as const satisfies { [Name in CallName]: v.GenericSchema<unknown, Parameters<Api[Name]>[0]> }
