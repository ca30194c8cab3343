import * as v from 'valibot'
import { badParameter } from './vault-error.ts'

const MAX_VALUE_BYTES = 25_600
const seconds = v.pipe(v.number(), v.integer(), v.minValue(0))

const properties = {
  contentType: v.optional(v.pipe(v.string(), v.maxLength(255))),
  tags: v.optional(v.record(v.string(), v.string())),
  attributes: v.optional(
    v.object({ enabled: v.optional(v.boolean()), nbf: v.optional(seconds), exp: v.optional(seconds) })
  )
}

/** What a request may change on a version. */
export const propertiesSchema = v.object(properties)

/** What a request to set a secret must hold. */
export const newSecretSchema = v.object({
  value: v.pipe(v.string(), v.maxBytes(MAX_VALUE_BYTES)),
  ...properties
})

/** What a request to restore a backup must hold. */
export const backupBodySchema = v.object({ value: v.string() })

/** What a request says of a version, its value aside. */
export type SecretProperties = v.InferOutput<typeof propertiesSchema>

/** Reads a JSON body; everything that does not fit is a BadParameter that names the member. */
export const readBody = async <T>(
  request: { json: () => Promise<unknown> },
  schema: v.GenericSchema<unknown, T>
): Promise<T> => {
  const parsed = v.safeParse(schema, await request.json().catch(() => undefined))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw badParameter(`The request body is not valid: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
}
