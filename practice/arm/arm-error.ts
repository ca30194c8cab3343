/** An Azure Resource Manager error: status, code, words, and for 401 the challenge. */
export class ArmError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405
  readonly code: string
  readonly challenge: string | undefined

  constructor(status: ArmError['status'], code: string, message: string, challenge?: string) {
    super(message)
    this.status = status
    this.code = code
    this.challenge = challenge
  }
}
