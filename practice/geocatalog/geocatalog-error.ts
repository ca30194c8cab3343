/** A GeoCatalog error; `guessed` marks an answer that no recording confirms. */
export class GeoCatalogError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409
  readonly code: string
  readonly guessed: boolean

  constructor(status: GeoCatalogError['status'], code: string, message: string, guessed: boolean) {
    super(message)
    this.status = status
    this.code = code
    this.guessed = guessed
  }
}

const LONGEST = 200

/** A name of the request as messages repeat it. */
export const quoted = (name: string): string => `'${name.slice(0, LONGEST)}'`

/** The 404 for something that has a name. */
export const notFound = (message: string, guessed = true): GeoCatalogError =>
  new GeoCatalogError(404, 'ResourceNotFound', message, guessed)

/** The 400 for a request that cannot be understood; the words are the practice cloud's own. */
export const badRequest = (message: string): GeoCatalogError =>
  new GeoCatalogError(400, 'BadRequestError', message, true)

/** The 409 for a name that is taken. */
export const conflict = (message: string): GeoCatalogError => new GeoCatalogError(409, 'Conflict', message, true)
