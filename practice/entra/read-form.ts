import type { Context } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'

/** The fields of a posted form, the first of each name; any other body counts as an empty form. */
export const readForm = async (c: Context<PracticeEnv>): Promise<ReadonlyMap<string, string>> => {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return new Map()
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(await c.req.text())) {
    if (!fields.has(name)) fields.set(name, value)
  }
  return fields
}
