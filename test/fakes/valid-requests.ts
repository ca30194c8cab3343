import type { Api, CallName } from '#contract/api'

const id = 'public.00000000-0000-4000-8000-000000000001.ann'
const uuid = '00000000-0000-4000-8000-000000000002'

/** A request of each call that is right in every field. */
export const validRequests: { readonly [Name in CallName]: Parameters<Api[Name]>[0] } = {
  getStatus: {},
  chooseTheme: { theme: 'dark' },
  retryVault: {},
  startVaultAnew: {},
  lockVault: {},
  chooseAutoLock: { idleMinutes: 15, whenAsleep: true, whenScreenLocks: false },
  readVaultHealth: {},
  repairVault: {},
  salvageVault: { name: 'vault-damaged-2026-03-04T09-00-00-000Z' },
  rotateVaultKey: {},
  copyVaultReport: {},
  getPractice: {},
  startPractice: { world: 'crowded' },
  stopPractice: {},
  listPracticeWeather: {},
  addPracticeWeather: { id: 'maps-throttles', values: { seconds: 5, user: 'ann@contoso.com' } },
  removePracticeWeather: { ruleId: 'rule-1' },
  listPracticeRequests: { after: 7 },
  listPracticePeople: {},
  readOfflinePlan: {},
  chooseOfflinePlan: { everythingOf: ['public'], itemIds: [id, `${id}.2`], returnAt: '2026-05-02T09:00:00.000Z' },
  prepareOffline: { operationId: uuid },
  listProfiles: {},
  saveProfile: {
    profileId: null,
    cloud: 'usgov',
    name: 'Field team',
    colour: 'green',
    defaults: { tenant: 'contoso.com', clientId: uuid, method: 'device-code' }
  },
  useProfile: { profileId: 'usgov' },
  removeProfile: { profileId: `public-${uuid}` },
  readSignInDefaults: { profileId: 'public' },
  chooseCertificate: {},
  readCertificate: { choiceId: uuid, password: 'a password' },
  forgetCertificate: {},
  signInWithCertificate: {
    operationId: uuid,
    tenant: 'contoso.com',
    clientId: uuid,
    choiceId: uuid,
    password: 'a password'
  },
  listAccounts: {},
  signIn: { operationId: uuid, method: 'interactive', tenant: 'contoso.com', clientId: uuid, practiceAccount: 'ann' },
  signInWithClientSecret: {
    operationId: uuid,
    tenant: 'contoso.com',
    clientId: uuid,
    clientSecret: 'a secret',
    sendAnyway: false
  },
  signInWithManagedIdentity: { operationId: uuid, identity: { by: 'client-id', named: uuid } },
  signInWithDefaultCredential: { operationId: uuid },
  useAccount: { accountId: id },
  signOut: { accountId: id },
  openSignInPage: { operationId: uuid },
  copyUserCode: { operationId: uuid },
  cancelOperation: { operationId: uuid },
  listTenants: { accountId: id, refresh: true },
  selectTenant: { accountId: id, tenantId: uuid },
  pinTenant: { accountId: id, tenantId: uuid, pinned: true },
  listResources: {},
  listTokens: {},
  acquireToken: { operationId: uuid, accountId: id, tenantId: uuid, scope: 'api://one/.default', refresh: false },
  readClaims: { tokenId: id },
  verifySignature: { tokenId: id },
  copyToken: { tokenId: id, form: 'curl' },
  revealToken: { tokenId: id },
  removeToken: { tokenId: id },
  listTargets: {},
  saveMapsTarget: {
    targetId: uuid,
    label: 'Field maps',
    endpoint: 'https://atlas.microsoft.com',
    mapsClientId: uuid,
    primaryKey: 'one key',
    secondaryKey: 'other key'
  },
  saveGeoCatalogTarget: { targetId: uuid, label: 'Imagery', endpoint: 'https://name.example' },
  removeTarget: { targetId: uuid },
  runAccessTest: {
    operationId: uuid,
    targetId: uuid,
    identities: [
      { accountId: id, tenantId: uuid },
      { accountId: id, tenantId: uuid }
    ]
  }
}
