/** What an error can carry besides its words. */
export interface ArmErrorExtras {
  /** The WWW-Authenticate header of a 401. */
  challenge?: string
  /** Whether no fact confirms the answer. */
  guessed?: boolean
}

/** An Azure Resource Manager error: status, code, words, and for 401 the challenge. */
export class ArmError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409
  readonly code: string
  readonly challenge: string | undefined
  readonly guessed: boolean

  constructor(status: ArmError['status'], code: string, message: string, extras: ArmErrorExtras = {}) {
    super(message)
    this.status = status
    this.code = code
    this.challenge = extras.challenge
    this.guessed = extras.guessed ?? false
  }
}
