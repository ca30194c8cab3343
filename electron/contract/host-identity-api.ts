import type { Account, TracedStep, WantedIdentity } from './model.ts'
import type { Result } from './result.ts'

/** Who DefaultAzureCredential is here, and by which steps it got there. */
export interface TracedSignIn {
  account: Account
  trace: TracedStep[]
}

/** The sign-ins by what this computer, or the host that it runs on, knows already. */
export interface HostIdentityApi {
  signInWithManagedIdentity: (request: { operationId: string; identity: WantedIdentity }) => Promise<Result<Account>>
  /** Runs DefaultAzureCredential; each step comes as `sign-in-progressed` and all of them in the answer. */
  signInWithDefaultCredential: (request: { operationId: string }) => Promise<Result<TracedSignIn>>
}

/** Their channels. */
export const hostIdentityChannels = {
  signInWithManagedIdentity: 'accounts:sign-in-with-managed-identity',
  signInWithDefaultCredential: 'accounts:sign-in-with-default-credential'
} as const satisfies Record<keyof HostIdentityApi, string>
