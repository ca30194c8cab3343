import type { EntraEvidence, Failure, FailureCode } from '#contract/failure'

const evidence: EntraEvidence = {
  aadsts: 7000215,
  error: 'invalid_client',
  correlationId: '8f0c5f5a-3d53-4e0e-9b0b-1f2a3c4d5e6f',
  traceId: 'b7a1f0de-52b4-4f77-8a55-0c7d11e90200',
  timestamp: '2026-03-04 09:15:00Z'
}
const clientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'
const host = 'atlas.microsoft.com'

type Examples = { [Code in FailureCode]: Extract<Failure, { code: Code }> }

/** One failure of each code, for tests that walk through all of them. */
export const failures: Examples = {
  'input-missing': { code: 'input-missing', field: 'client-secret' },
  'input-too-long': { code: 'input-too-long', field: 'label', limit: 100 },
  'not-a-guid': { code: 'not-a-guid', field: 'client-id', value: 'my-app' },
  'tenant-malformed': { code: 'tenant-malformed', value: 'contoso com' },
  'profile-name-taken': { code: 'profile-name-taken', name: 'Field team' },
  'client-secret-looks-like-id': { code: 'client-secret-looks-like-id' },
  'certificate-file-unusable': {
    code: 'certificate-file-unusable',
    fileName: 'survey.cer',
    problem: 'no-private-key'
  },
  'certificate-password': { code: 'certificate-password', fileName: 'survey.pfx', problem: 'wrong' },
  'certificate-key-unusable': {
    code: 'certificate-key-unusable',
    fileName: 'survey.pfx',
    keyType: 'an elliptic-curve key'
  },
  'certificate-not-yet-valid': { code: 'certificate-not-yet-valid', validFrom: '2026-06-01T00:00:00.000Z' },
  'scope-malformed': { code: 'scope-malformed', value: 'atlas' },
  'resource-id-malformed': { code: 'resource-id-malformed', value: 'field-reader' },
  'managed-identity-unavailable': {
    code: 'managed-identity-unavailable',
    problem: 'not-assigned',
    wanted: clientId,
    said: 'Identity not found'
  },
  'default-credential-failed': {
    code: 'default-credential-failed',
    trace: [
      { step: 'environment', state: 'failed', why: 'Entra ID refused it: the client secret is wrong.', tookMs: 812 },
      { step: 'azure-cli', state: 'not-asked', why: 'A step before it ended the chain.', tookMs: null }
    ],
    refusedChoice: null
  },
  'other-identity-answered': {
    code: 'other-identity-answered',
    source: 'The managed identity of this host',
    username: 'survey-machine',
    answered: 'field-reader'
  },
  'endpoint-refused': {
    code: 'endpoint-refused',
    problem: 'not-https',
    endpoint: 'http://atlas.microsoft.com',
    example: 'https://atlas.microsoft.com'
  },
  'tenant-not-found': { code: 'tenant-not-found', tenant: 'contosso.com', cloud: 'public', evidence },
  'application-not-found': { code: 'application-not-found', clientId, tenant: 'contoso.com', evidence },
  'client-secret-wrong': { code: 'client-secret-wrong', clientId, evidence },
  'client-secret-expired': { code: 'client-secret-expired', clientId, evidence },
  'certificate-expired': { code: 'certificate-expired', expiredAt: '2026-03-01T00:00:00.000Z', evidence: null },
  'certificate-not-registered': {
    code: 'certificate-not-registered',
    clientId,
    thumbprint: 'C3A04F1DF88034C0366484B7B9E32509B022B8AB',
    evidence: { ...evidence, aadsts: 700027 }
  },
  'public-client-not-allowed': { code: 'public-client-not-allowed', clientId, evidence },
  'redirect-not-registered': { code: 'redirect-not-registered', clientId, evidence: null },
  'device-code-expired': { code: 'device-code-expired' },
  'sign-in-declined': { code: 'sign-in-declined' },
  'browser-did-not-return': { code: 'browser-did-not-return', waitedSeconds: 300 },
  'browser-not-opened': { code: 'browser-not-opened' },
  cancelled: { code: 'cancelled' },
  'sign-in-needed': { code: 'sign-in-needed', username: 'ann@contoso.com', reason: 'mfa', evidence },
  'consent-needed': {
    code: 'consent-needed',
    clientId,
    applicationName: 'Field maps',
    scope: 'https://atlas.microsoft.com/.default',
    evidence
  },
  'user-not-in-tenant': { code: 'user-not-in-tenant', username: 'ann@contoso.com', tenant: 'fabrikam.com', evidence },
  'resource-not-in-tenant': {
    code: 'resource-not-in-tenant',
    scope: 'https://geocatalog.spatio.azure.com/.default',
    tenant: 'contoso.com',
    evidence
  },
  'scope-refused': { code: 'scope-refused', scope: 'https://atlas.microsoft.com/nothing', evidence },
  'blocked-by-policy': { code: 'blocked-by-policy', block: 'policy', evidence },
  'entra-refused': { code: 'entra-refused', summary: 'the account is disabled.', evidence },
  offline: { code: 'offline' },
  'host-not-found': { code: 'host-not-found', host },
  unreachable: { code: 'unreachable', host },
  'certificate-untrusted': { code: 'certificate-untrusted', host },
  'timed-out': { code: 'timed-out', host, waitedSeconds: 30 },
  throttled: { code: 'throttled', host, retryAfterSeconds: 60 },
  'service-failed': { code: 'service-failed', host, status: 503 },
  'answer-not-understood': { code: 'answer-not-understood', host, status: 200, looksLike: 'html' },
  'access-refused': { code: 'access-refused', host, status: 403, errorCode: 'Forbidden' },
  'clock-wrong': { code: 'clock-wrong', offsetSeconds: -86_400 },
  'keychain-locked': { code: 'keychain-locked' },
  'keychain-slow': { code: 'keychain-slow' },
  'keychain-denied': { code: 'keychain-denied' },
  'keychain-unavailable': { code: 'keychain-unavailable' },
  'vault-key-lost': { code: 'vault-key-lost' },
  'vault-damaged': {
    code: 'vault-damaged',
    quarantinedAs: 'vault-damaged-2026-03-04T09-00-00-000Z',
    salvage: {
      broughtOver: 41,
      lost: [
        { kind: 'msal-cache', label: 'stored sign-in', whose: 'ann@contoso.com' },
        { kind: 'access-token', label: 'access token', whose: 'ann@contoso.com' }
      ],
      lostNames: 0
    }
  },
  'vault-newer': { code: 'vault-newer' },
  'vault-locked': { code: 'vault-locked' },
  'record-damaged': { code: 'record-damaged', label: 'ann@contoso.com' },
  'vault-not-written': { code: 'vault-not-written', reason: 'disk-full' },
  'not-found': { code: 'not-found', what: 'token' },
  'data-folder-unusable': { code: 'data-folder-unusable', folder: '/data', problem: 'EACCES' },
  'practice-cloud-running': { code: 'practice-cloud-running', without: ['--world crowded'] },
  'nobody-signed-in': { code: 'nobody-signed-in', profile: 'Field team' },
  'account-ambiguous': { code: 'account-ambiguous', name: 'survey', accountIds: ['a', 'b'] },
  'token-expired': { code: 'token-expired' },
  'nothing-chosen': { code: 'nothing-chosen' },
  'cloud-not-chosen': { code: 'cloud-not-chosen' },
  'practice-weather-refused': {
    code: 'practice-weather-refused',
    problems: ['catalogue: There is no "rain".']
  },
  'practice-cloud-stopped': { code: 'practice-cloud-stopped' },
  'practice-cloud-failed': { code: 'practice-cloud-failed', detail: 'no free port' },
  'practice-port-taken': {
    code: 'practice-port-taken',
    port: 42312,
    detail: 'Port 42312 is needed for Azure Resource Manager, but another program holds it.'
  },
  busy: { code: 'busy', retryAfterSeconds: 2 },
  'request-refused': { code: 'request-refused' },
  unexpected: { code: 'unexpected', reference: '5C1-88F' }
}
