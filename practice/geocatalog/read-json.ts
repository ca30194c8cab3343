import type { Context } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import { badRequest } from './geocatalog-error.ts'

/** What goes deeper could be kept but neither sent again nor written to a state file. */
const MOST_DEPTH = 100

const goesDeeper = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === 0 || Object.values(value).some((member) => goesDeeper(member, depth - 1)))

/** The JSON body of a request; undefined for a body that is none. */
export const readJson = async (c: Context<PracticeEnv>): Promise<unknown> => {
  const body = await c.req.json<unknown>().catch(() => undefined)
  if (goesDeeper(body, MOST_DEPTH)) throw badRequest(`The body goes deeper than ${String(MOST_DEPTH)} levels.`)
  return body
}
