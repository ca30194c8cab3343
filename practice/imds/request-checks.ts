import type { Context } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import { refused } from './imds-error.ts'

/** The first thing that the metadata services look at; it keeps forged requests of other programs away. */
export const requireMetadataHeader = (c: Context<PracticeEnv>): void => {
  if (c.req.header('metadata')?.toLowerCase() !== 'true')
    throw refused('bad_request_102', 'Required metadata header not specified')
  if (c.req.header('x-forwarded-for') !== undefined)
    throw refused('invalid_request', 'A request that came through a proxy is not answered.', true)
}

/** A query parameter that must not be missing or empty. */
export const requireQuery = (c: Context<PracticeEnv>, name: string): string => {
  const value = c.req.query(name)
  if (value === undefined || value === '')
    throw refused('invalid_request', `Required query variable '${name}' is missing`, true)
  return value
}

const VERSION = /^\d{4}-\d\d-\d\d(-preview)?$/

/** The api-version, which is a day not before the oldest one that a host knows. */
export const requireApiVersion = (c: Context<PracticeEnv>, oldest: string): void => {
  const version = requireQuery(c, 'api-version')
  if (!VERSION.test(version) || version < oldest)
    throw refused('invalid_request', `The api-version is not supported. Use ${oldest} or later.`, true)
}
