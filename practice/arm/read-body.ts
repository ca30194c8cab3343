import * as v from 'valibot'
import { ArmError } from './arm-error.ts'
import type { ArmRequest } from './arm-request.ts'

/** The body of a request, checked; one that is not valid is refused with the member that is wrong. */
export const readBody = async <T>(
  { c }: Pick<ArmRequest, 'c'>,
  schema: v.GenericSchema<unknown, T>,
  code = 'BadRequest'
): Promise<T> => {
  const parsed = v.safeParse(schema, await c.req.json<unknown>().catch(() => undefined))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const message = `The request body is not valid: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`
  throw new ArmError(400, code, message, { guessed: true })
}

/** A region by its name or as people read it, such as `eastus` or `East US`. */
export const locationSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z\d ]{1,49}$/i, 'The name of a region is needed.'))

/** Tags as resources carry them. */
export const tagsSchema = v.record(v.string(), v.string())
