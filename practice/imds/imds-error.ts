import type { JsonBody } from '../http/json-body.ts'

/** An answer that gives no token; the body's shape is that of the host that is played. */
export class ImdsError extends Error {
  readonly status: 400 | 401 | 404
  readonly body: JsonBody
  readonly guessed: boolean

  constructor(status: ImdsError['status'], body: JsonBody, guessed = false) {
    super('No token was given.')
    this.status = status
    this.body = body
    this.guessed = guessed
  }
}

/** A refusal in the words of the instance metadata service. */
export const refused = (error: string, description: string, guessed = false): ImdsError =>
  new ImdsError(400, { error, error_description: description }, guessed)
