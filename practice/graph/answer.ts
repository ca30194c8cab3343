import type { Context } from 'hono'
import type { GraphEnv } from './graph-env.ts'

const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

/** What an answer of Microsoft Graph may have besides its body. */
export interface AnswerMore {
  status?: 200 | 201
  headers?: Readonly<Record<string, string>>
}

/** Sends a body as Microsoft Graph does. */
export const send = (
  c: Context<GraphEnv>,
  body: unknown,
  { status = 200, headers = {} }: AnswerMore = {}
): Response => {
  c.header('OData-Version', '4.0')
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  c.header('Content-Type', JSON_TYPE)
  return c.body(JSON.stringify(body), status)
}

/** The address that a context or a location begins with: the service and the version of the request. */
export const versionRoot = (c: Context<GraphEnv>): string => {
  const [, version = 'v1.0'] = new URL(c.req.url).pathname.split('/')
  return `${c.env.origin}/${version}`
}

/** The `@odata.context` of an answer. */
export const contextOf = (c: Context<GraphEnv>, what: string, select?: readonly string[]): string => {
  const [set = '', ...rest] = what.split('/')
  const chosen = select === undefined ? set : `${set}(${select.join(',')})`
  return `${versionRoot(c)}/$metadata#${[chosen, ...rest].join('/')}`
}
