import type { Account, ChosenCertificate } from './model.ts'
import type { Result } from './result.ts'

type Nothing = Record<string, never>

/** The calls about an application's certificate; the page never names a file. */
export interface CertificateApi {
  /** Opens the system's dialog; null where it was closed. Replaces what was chosen before. */
  chooseCertificate: (request: Nothing) => Promise<Result<ChosenCertificate | null>>
  /** Reads what was chosen, now with its password. */
  readCertificate: (request: { choiceId: string; password: string }) => Promise<Result<ChosenCertificate>>
  /** Drops what was chosen, as when the form is left. */
  forgetCertificate: (request: Nothing) => Promise<Result<null>>
  signInWithCertificate: (request: {
    operationId: string
    tenant: string
    clientId: string
    choiceId: string
    password: string
  }) => Promise<Result<Account>>
}

/** Their channels. */
export const certificateChannels = {
  chooseCertificate: 'certificates:choose',
  readCertificate: 'certificates:read',
  forgetCertificate: 'certificates:forget',
  signInWithCertificate: 'accounts:sign-in-with-certificate'
} as const satisfies Record<keyof CertificateApi, string>
