import { AuthError } from '@azure/msal-node'
import { AppFailure } from '../../services/app-failure.ts'
import { entraFailure, type RequestFacts } from './entra-failure.ts'
import type { MsalNetwork } from './msal-network.ts'
import { readRefusal, type Refusal } from './refusal.ts'

/** MSAL's own words for a stored sign-in that is used up. Source: msal-common InteractionRequiredAuthErrorCodes. */
const noStoredSignIn = [
  'no_tokens_found',
  'no_account_found',
  'no_account_in_silent_request',
  'no_cached_authority_error'
]

/** Words what MSAL threw; what nobody foresaw is thrown on as it is. */
export function wordError(error: unknown, network: MsalNetwork, facts: RequestFacts): unknown {
  if (error instanceof AppFailure) return error
  if (network.failure !== null) return network.failure
  // MSAL counts the time itself, and the last answer then is that the code was still waited for.
  if (error instanceof AuthError && error.errorCode === 'device_code_expired') {
    return new AppFailure({ code: 'device-code-expired' }, { cause: error })
  }
  const refusal = refusalBehind(error, network)
  if (refusal !== null) return new AppFailure(entraFailure(refusal, facts), { cause: error })
  if (!(error instanceof AuthError)) return error
  const reason = noStoredSignIn.includes(error.errorCode) ? 'not-stored' : 'expired'
  if (reason === 'not-stored' || error.errorCode === 'refresh_token_expired') {
    return new AppFailure(
      { code: 'sign-in-needed', username: facts.username, reason, evidence: null },
      { cause: error }
    )
  }
  return error
}

/** What Entra ID said, to the token request or, in the browser, to the sign-in page's form. */
export function refusalBehind(error: unknown, network: MsalNetwork): Refusal | null {
  if (network.refusal !== null) return network.refusal
  const isServerError = error instanceof AuthError && error.name === 'ServerError'
  if (!isServerError) return null
  return readRefusal({
    error: error.errorCode,
    error_description: error.errorMessage,
    suberror: error.subError
  })
}
