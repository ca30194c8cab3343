/** An Azure Maps error; `guessed` marks an answer that no recording confirms. */
export class MapsError extends Error {
  readonly status: 400 | 401 | 403 | 404
  readonly code: string
  readonly challenge: string | undefined
  readonly guessed: boolean

  constructor(
    status: MapsError['status'],
    code: string,
    message: string,
    more: { challenge?: string; guessed?: boolean } = {}
  ) {
    super(message)
    this.status = status
    this.code = code
    this.challenge = more.challenge
    this.guessed = more.guessed === true
  }
}

const NO_ACCOUNT = 'or the account resource does not exist.'
const CHALLENGES = {
  InvalidKey: `The provided key was incorrect ${NO_ACCOUNT}`,
  InvalidClientId: `The provided client ID was incorrect ${NO_ACCOUNT}`,
  InvalidAudience: 'Invalid authorization token audience.',
  InvalidToken: 'The provided authorization token is not valid or has expired.',
  LocalAuthDisabled: 'Shared key authentication is disabled for this account.',
  MissingCredential: 'No credential was provided.'
} as const

/** A 401 with the telling header; the quote that is missing after the realm is missing in the real header too. */
export const unauthorized = (scheme: 'SharedKey' | 'Bearer', reason: keyof typeof CHALLENGES): MapsError =>
  new MapsError(401, 'Unauthorized', 'Access denied, please inspect WWW-Authenticate header.', {
    challenge: `${scheme} realm="https://atlas.microsoft.com/, error="${reason}", error_description="${CHALLENGES[reason]}"`,
    guessed: !(scheme === 'SharedKey' && reason === 'InvalidKey')
  })

/** The one 403 that Azure Maps sends, whatever is missing. */
export const forbidden = (): MapsError =>
  new MapsError(403, '403 Forbidden', 'Permission, capacity, or authentication issues.')
