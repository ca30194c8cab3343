import type { Account, WantedIdentity } from './model.ts'
import type { Result } from './result.ts'

/** The sign-ins by what this computer, or the host that it runs on, knows already. */
export interface HostIdentityApi {
  signInWithManagedIdentity: (request: { operationId: string; identity: WantedIdentity }) => Promise<Result<Account>>
}

/** Their channels. */
export const hostIdentityChannels = {
  signInWithManagedIdentity: 'accounts:sign-in-with-managed-identity'
} as const satisfies Record<keyof HostIdentityApi, string>
