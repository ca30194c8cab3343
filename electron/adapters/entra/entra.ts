import type { AcquiredToken, Entra } from '../../services/ports.ts'
import { signInInBrowser } from './browser-sign-in.ts'
import { signInWithClientSecret } from './client-secret-sign-in.ts'
import { signInByDeviceCode } from './device-code-sign-in.ts'
import type { EntraParts } from './entra-parts.ts'
import { SingleFlight } from './single-flight.ts'
import { acquireToken } from './tokens.ts'

/** Entra ID by the Microsoft Authentication Library. */
export function createEntra(parts: EntraParts): Entra {
  const flights = new SingleFlight<AcquiredToken>()
  return {
    signInInBrowser: (request) => signInInBrowser(parts, request),
    signInByDeviceCode: (request) => signInByDeviceCode(parts, request),
    signInWithClientSecret: (request) => signInWithClientSecret(parts, request),
    acquireToken: (request) => {
      const { account, tenantId, scope, refresh } = request
      const key = JSON.stringify([account.accountId, tenantId, scope, refresh])
      return flights.run(key, request.signal, (signal) => acquireToken(parts, { ...request, signal }))
    },
    forget: async ({ accountId }) => {
      await parts.vault.remove('msal-cache', accountId)
      await parts.vault.remove('client-secret', accountId)
    }
  }
}
