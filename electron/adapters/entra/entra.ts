import { isChainStep } from '#contract/default-credential'
import type { AcquiredToken, Entra } from '../../services/ports.ts'
import { signInByChain } from '../azure-identity/default-credential.ts'
import { acquireFromHost } from '../azure-identity/host-tokens.ts'
import { signInAsHost } from '../azure-identity/managed-identity.ts'
import { signInApplication } from './application-sign-in.ts'
import { honourRetryAfter } from './asked-to-wait.ts'
import { signInInBrowser } from './browser-sign-in.ts'
import { signInByDeviceCode } from './device-code-sign-in.ts'
import type { EntraParts } from './entra-parts.ts'
import { SingleFlight } from './single-flight.ts'
import { acquireToken } from './tokens.ts'

/** Entra ID by the Microsoft Authentication Library and, for what a host proves, by Azure Identity. */
export function createEntra(parts: EntraParts): Entra {
  const flights = new SingleFlight<AcquiredToken>()
  const patient = { ...parts, http: honourRetryAfter(parts.http, parts.clock) }
  return {
    signInInBrowser: (request) => signInInBrowser(parts, request),
    signInByDeviceCode: (request) => signInByDeviceCode(parts, request),
    signInWithClientSecret: ({ clientSecret, ...request }) =>
      signInApplication(parts, {
        ...request,
        credential: { kind: 'client-secret', clientSecret },
        credentialExpiresAt: null
      }),
    signInWithCertificate: ({ certificate, ...request }) =>
      signInApplication(parts, {
        ...request,
        credential: { kind: 'certificate', certificate },
        credentialExpiresAt: certificate.expiresAt
      }),
    signInWithManagedIdentity: (request) => signInAsHost(parts, request),
    signInByDefaultCredential: (request) => signInByChain(parts, request),
    acquireToken: (request) => {
      const { account, tenantId, scope, refresh, claims = null } = request
      const key = JSON.stringify([account.accountId, tenantId, scope, refresh, claims])
      return flights.run(key, request.signal, (signal) =>
        isChainStep(account.credential)
          ? acquireFromHost(patient, { ...request, signal }, account.credential)
          : acquireToken(patient, { ...request, signal })
      )
    },
    forget: async ({ accountId }) => {
      await parts.vault.remove('msal-cache', accountId)
      await parts.vault.remove('client-secret', accountId)
      await parts.vault.remove('certificate', accountId)
    }
  }
}
