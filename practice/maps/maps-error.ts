/** An Azure Maps error; `guessed` marks an answer that no recording confirms. */
export class MapsError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 429
  readonly code: string
  readonly headers: Readonly<Record<string, string>>
  readonly guessed: boolean

  constructor(
    status: MapsError['status'],
    code: string,
    message: string,
    more: { headers?: Readonly<Record<string, string>>; guessed?: boolean } = {}
  ) {
    super(message)
    this.status = status
    this.code = code
    this.headers = more.headers ?? {}
    this.guessed = more.guessed === true
  }
}

const NO_ACCOUNT = 'or the account resource does not exist.'
const CHALLENGES = {
  InvalidKey: `The provided key was incorrect ${NO_ACCOUNT}`,
  InvalidClientId: `The provided client ID was incorrect ${NO_ACCOUNT}`,
  InvalidAudience: 'Invalid authorization token audience.',
  InvalidToken: 'The provided authorization token is not valid or has expired.',
  LocalAuthDisabled: 'Shared key and SAS authentication are disabled for this account.',
  MissingCredential: 'No credential was provided.'
} as const

/** What a refused credential is called in WWW-Authenticate. */
export type ChallengeScheme = 'SharedKey' | 'Bearer' | 'jwt-sas'

/** The pairs that public reports show; of the others the scheme, the name or both are guesses. */
const REPORTED = ['SharedKey InvalidKey', 'jwt-sas InvalidClientId']

/** A 401 with the telling header; the quote that is missing after the realm is missing in the real header too. */
export const unauthorized = (scheme: ChallengeScheme, reason: keyof typeof CHALLENGES): MapsError =>
  new MapsError(401, 'Unauthorized', 'Access denied, please inspect WWW-Authenticate header.', {
    headers: {
      'WWW-Authenticate': `${scheme} realm="https://atlas.microsoft.com/, error="${reason}", error_description="${CHALLENGES[reason]}"`
    },
    guessed: !REPORTED.includes(`${scheme} ${reason}`)
  })

/** The one 403 that Azure Maps sends, whatever is missing. */
export const forbidden = (guessed = false): MapsError =>
  new MapsError(403, '403 Forbidden', 'Permission, capacity, or authentication issues.', { guessed })

/** Too many calls in a second; body and header are guesses. */
export const tooManyRequests = (): MapsError =>
  new MapsError(429, 'TooManyRequests', 'The rate limit of the account or of the SAS token is exceeded.', {
    headers: { 'Retry-After': '1' },
    guessed: true
  })

/** The old family of routes words a bad request otherwise than the new one. */
export const badRequest = (version: string, message: string): MapsError =>
  new MapsError(400, version === '1.0' ? '400 BadRequest' : 'BadRequest', message)
