import * as v from 'valibot'
import { badRequest } from './graph-error.ts'
import type { GraphRequest } from './request.ts'

/** Reads a JSON body; what is none, or does not have the right members, is a 400 that names the member. */
export const readBody = async <Schema extends v.GenericSchema>(
  { c }: GraphRequest,
  schema: Schema
): Promise<v.InferOutput<Schema>> => {
  let body: unknown
  try {
    body = await c.req.json()
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.'
    )
  }
  const result = v.safeParse(schema, body)
  if (result.success) return result.output
  const [issue] = result.issues
  const path = v.getDotPath(issue) ?? ''
  throw badRequest(
    `Invalid value specified for property '${path.slice(0, 100)}'. ${issue.message}`,
    'Request_BadRequest'
  )
}
