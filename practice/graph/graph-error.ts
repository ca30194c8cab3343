/** An error of Microsoft Graph: status, code, words, and for 401 the challenge. */
export class GraphError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409
  readonly code: string
  readonly challenge: string | undefined
  /** Whether status, code and words are what no source confirms. */
  readonly guessed: boolean

  constructor(
    status: GraphError['status'],
    code: string,
    message: string,
    more: { challenge?: string; guessed?: boolean } = {}
  ) {
    super(message)
    this.status = status
    this.code = code
    this.challenge = more.challenge
    this.guessed = more.guessed ?? false
  }
}

/** The 403 for everything that the caller may not do. */
export const denied = (): GraphError =>
  new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')

/** The 404 for an object that is not there, or that is in another tenant. */
export const notFound = (id: string): GraphError =>
  new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id.slice(0, 200)}' does not exist or one of its queried reference-property objects are not present.`
  )

/** The 400 for a request that is written wrongly; its words are not recorded. */
export const badRequest = (message: string, code = 'BadRequest'): GraphError =>
  new GraphError(400, code, message, { guessed: true })

/** The 400 for a query that is well written but not offered; its words are not recorded. */
export const unsupportedQuery = (message: string): GraphError =>
  new GraphError(400, 'Request_UnsupportedQuery', message, { guessed: true })

/** The 409 for something that is there already; its words are not recorded. */
export const alreadyThere = (message: string): GraphError =>
  new GraphError(409, 'Request_MultipleObjectsWithSameKeyValue', message, { guessed: true })
