import type { CloudName } from './cloud.ts'
import type { TracedStep } from './default-credential.ts'
import type { ManagedIdentityProblem } from './host-identity.ts'
import type { Salvage } from './salvage.ts'

/** What Entra ID printed beside an error: enough for an administrator to find the event in the sign-in logs. */
export interface EntraEvidence {
  /** Number of the AADSTS code, such as 7000215; null where the answer held none. */
  aadsts: number | null
  error: string
  correlationId: string | null
  traceId: string | null
  timestamp: string | null
}

/** What stands behind a refusal by policy; each is changed by somebody else. */
export type PolicyBlock = 'policy' | 'device' | 'assignment' | 'network'

/** Which typed value of a form a failure is about. */
export type InputField =
  | 'tenant'
  | 'client-id'
  | 'client-secret'
  | 'object-id'
  | 'resource-id'
  | 'certificate'
  | 'certificate-password'
  | 'maps-client-id'
  | 'endpoint'
  | 'key'
  | 'label'
  | 'scope'
  | 'profile-name'

/** Why an endpoint that a person typed is not used. */
export type EndpointProblem =
  'malformed' | 'not-https' | 'has-credentials' | 'has-path' | 'unknown-host' | 'other-cloud'

/** Why a file is not used as an application's certificate. */
export type CertificateFileProblem =
  | 'not-readable'
  | 'too-large'
  | 'not-a-certificate'
  | 'no-certificate'
  | 'no-private-key'
  | 'key-of-another'
  | 'encoding-unknown'

/**
 * Everything that can go wrong, as a union on a stable `code`. A code exists where a person would act differently;
 * it carries only what its sentence needs.
 */
export type Failure =
  // what the person typed
  | { code: 'input-missing'; field: InputField }
  | { code: 'input-too-long'; field: InputField; limit: number }
  | { code: 'not-a-guid'; field: InputField; value: string }
  | { code: 'tenant-malformed'; value: string }
  | { code: 'profile-name-taken'; name: string }
  | { code: 'client-secret-looks-like-id' }
  | { code: 'scope-malformed'; value: string }
  | { code: 'resource-id-malformed'; value: string }
  | { code: 'certificate-file-unusable'; fileName: string; problem: CertificateFileProblem }
  | { code: 'certificate-password'; fileName: string; problem: 'needed' | 'wrong' }
  | { code: 'certificate-key-unusable'; fileName: string; keyType: string }
  | { code: 'certificate-not-yet-valid'; validFrom: string }
  | { code: 'endpoint-refused'; problem: EndpointProblem; endpoint: string; example: string }
  // signing in
  | { code: 'tenant-not-found'; tenant: string; cloud: CloudName; evidence: EntraEvidence }
  | { code: 'application-not-found'; clientId: string; tenant: string; evidence: EntraEvidence }
  | { code: 'client-secret-wrong'; clientId: string; evidence: EntraEvidence }
  | { code: 'client-secret-expired'; clientId: string; evidence: EntraEvidence }
  /** By its own dates, or, with evidence, as Entra ID says. */
  | { code: 'certificate-expired'; expiredAt: string | null; evidence: EntraEvidence | null }
  | { code: 'certificate-not-registered'; clientId: string; thumbprint: string | null; evidence: EntraEvidence }
  | { code: 'public-client-not-allowed'; clientId: string; evidence: EntraEvidence }
  | { code: 'redirect-not-registered'; clientId: string; evidence: EntraEvidence | null }
  | {
      code: 'managed-identity-unavailable'
      problem: ManagedIdentityProblem
      /** The ID that was named; null where none was. */
      wanted: string | null
      /** What the host answered, in its own words. */
      said: string | null
    }
  /** No step of DefaultAzureCredential gave a token; with `refusedChoice` it did not begin, for that value of AZURE_TOKEN_CREDENTIALS. */
  | { code: 'default-credential-failed'; trace: TracedStep[]; refusedChoice: string | null }
  /** The source of an account's tokens, such as `The managed identity`, speaks for somebody else now. */
  | { code: 'other-identity-answered'; source: string; username: string; answered: string }
  | { code: 'device-code-expired' }
  | { code: 'sign-in-declined' }
  | { code: 'browser-did-not-return'; waitedSeconds: number }
  | { code: 'browser-not-opened' }
  | { code: 'cancelled' }
  | {
      code: 'sign-in-needed'
      username: string
      reason: 'expired' | 'revoked' | 'mfa' | 'not-stored'
      evidence: EntraEvidence | null
    }
  | {
      code: 'consent-needed'
      clientId: string
      /** Null where it is not known. */
      applicationName: string | null
      scope: string
      evidence: EntraEvidence
    }
  | { code: 'user-not-in-tenant'; username: string; tenant: string; evidence: EntraEvidence }
  | { code: 'resource-not-in-tenant'; scope: string; tenant: string; evidence: EntraEvidence }
  | { code: 'scope-refused'; scope: string; evidence: EntraEvidence }
  | { code: 'blocked-by-policy'; block: PolicyBlock; evidence: EntraEvidence }
  | { code: 'entra-refused'; summary: string; evidence: EntraEvidence }
  // the way there
  | { code: 'offline' }
  | { code: 'host-not-found'; host: string }
  | { code: 'unreachable'; host: string }
  | { code: 'certificate-untrusted'; host: string }
  | { code: 'timed-out'; host: string; waitedSeconds: number }
  | { code: 'throttled'; host: string; retryAfterSeconds: number }
  | { code: 'service-failed'; host: string; status: number }
  | { code: 'answer-not-understood'; host: string; status: number; looksLike: 'html' | 'empty' | 'other' }
  | { code: 'access-refused'; host: string; status: 401 | 403; errorCode: string | null }
  | { code: 'clock-wrong'; offsetSeconds: number }
  // the vault
  | { code: 'keychain-locked' }
  | { code: 'keychain-slow' }
  | { code: 'keychain-denied' }
  | { code: 'keychain-unavailable' }
  | { code: 'vault-key-lost' }
  /** A salvage with nothing set aside: the file was gone, and a new vault was begun. */
  | { code: 'vault-damaged'; quarantinedAs: string | null; salvage: Salvage | null }
  | { code: 'vault-newer' }
  | { code: 'vault-locked' }
  | { code: 'record-damaged'; label: string }
  | { code: 'data-folder-unusable'; folder: string; problem: string }
  | { code: 'vault-not-written'; reason: 'disk-full' | 'no-permission' | 'file-replaced' | 'other' }
  // the app
  | { code: 'nobody-signed-in'; profile: string | null }
  | {
      code: 'not-found'
      what:
        | 'account'
        | 'token'
        | 'target'
        | 'tenant'
        | 'sign-in'
        | 'weather rule'
        | 'certificate'
        | 'profile'
        | 'set-aside vault'
      name?: string
    }
  | { code: 'account-ambiguous'; name: string; accountIds: string[] }
  | { code: 'token-expired' }
  | { code: 'nothing-chosen' }
  | { code: 'cloud-not-chosen' }
  | { code: 'practice-cloud-stopped' }
  | { code: 'practice-cloud-failed'; detail: string }
  | { code: 'practice-port-taken'; port: number; detail: string }
  | { code: 'practice-cloud-running'; without: string[] }
  | { code: 'practice-weather-refused'; problems: string[] }
  | { code: 'busy'; retryAfterSeconds: number }
  | { code: 'request-refused' }
  | { code: 'unexpected'; reference: string }

/** Stable name of a failure, as it stands in logs and in `--json` output. */
export type FailureCode = Failure['code']
