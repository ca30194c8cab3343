/** A GeoCatalog error; `guessed` marks an answer that no recording confirms. */
export class GeoCatalogError extends Error {
  readonly status: 400 | 401 | 403 | 404
  readonly code: string
  readonly guessed: boolean

  constructor(status: GeoCatalogError['status'], code: string, message: string, guessed: boolean) {
    super(message)
    this.status = status
    this.code = code
    this.guessed = guessed
  }
}
