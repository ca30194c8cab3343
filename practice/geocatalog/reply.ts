import type { Context } from 'hono'
import { randomUUID } from 'node:crypto'
import type { PracticeEnv } from '../http/practice-env.ts'
import { API_VERSIONS } from './access.ts'
import type { GeoCatalogError } from './geocatalog-error.ts'

const CORS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Headers':
    'X-PC-Request-Entity,DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Authorization,Location',
  'Access-Control-Allow-Methods': 'PUT, GET, POST, OPTIONS, DELETE, PATCH',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Location',
  'Access-Control-Max-Age': '1728000'
}

const edgeHeaders = (c: Context<PracticeEnv>): void => {
  for (const [name, value] of Object.entries(CORS)) c.header(name, value)
  c.header('X-Cache', 'CONFIG_NOCACHE')
  c.header('X-Request-ID', randomUUID().replaceAll('-', ''))
}

/** An answer of the STAC part; no body is a bare 204. */
export const answer = (
  c: Context<PracticeEnv>,
  body: unknown,
  status: 200 | 201 | 202 | GeoCatalogError['status'] = 200,
  contentType = 'application/json'
): Response => {
  edgeHeaders(c)
  return c.body(JSON.stringify(body), status, { 'Content-Type': contentType })
}

const ingestionHeaders = (c: Context<PracticeEnv>): void => {
  c.header('api-supported-versions', API_VERSIONS.supported.join(', '))
  c.header('mise-correlation-id', randomUUID())
}

/** An answer of the part that ingests, which is another service behind the same name. */
export const answerIngestion = (c: Context<PracticeEnv>, body: unknown, status: 200 | 201 | 202 = 200): Response => {
  ingestionHeaders(c)
  return answer(c, body, status, 'application/json; charset=utf-8')
}

/** An empty answer of the part that ingests. */
export const answerNothing = (c: Context<PracticeEnv>): Response => {
  ingestionHeaders(c)
  edgeHeaders(c)
  return c.body(null, 204)
}

/** An empty answer of the STAC part, as recorded for what is deleted at once. */
export const answerEmpty = (c: Context<PracticeEnv>): Response => {
  edgeHeaders(c)
  return c.body('', 200)
}

/** The answer to a browser that asks before it asks. */
export const answerPreflight = (c: Context<PracticeEnv>): Response => {
  edgeHeaders(c)
  return c.body(null, 204)
}
