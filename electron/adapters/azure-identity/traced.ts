import type { TokenCredential } from '@azure/identity'
import type { ChainStep } from '#contract/model'
import type { StepSaid } from './thread-messages.ts'

/** Names of the errors after which a chain goes on. Source: `@azure/identity` ChainedTokenCredential. */
const goesOn = ['CredentialUnavailableError', 'AuthenticationRequiredError']

/** The same credential, which says when it begins and how it ended. */
export function traced(credential: TokenCredential, step: ChainStep, say: (said: StepSaid) => void): TokenCredential {
  return {
    getToken: async (scope, options) => {
      const began = performance.now()
      const ended = (end: 'used' | 'unavailable' | 'refused', message: string): void => {
        say({ kind: 'step-ended', step, tookMs: Math.round(performance.now() - began), end, message })
      }
      say({ kind: 'step-began', step })
      try {
        const token = await credential.getToken(scope, options)
        // Where it could not even be made, it answers nothing and says why.
        const { credentialUnavailableErrorMessage: why } = credential as { credentialUnavailableErrorMessage?: unknown }
        if (token === null) ended('unavailable', typeof why === 'string' ? why : '')
        else ended('used', '')
        return token
      } catch (error) {
        const { name = '', message = '' } = error instanceof Error ? error : {}
        ended(goesOn.includes(name) ? 'unavailable' : 'refused', message)
        throw error
      }
    }
  }
}
