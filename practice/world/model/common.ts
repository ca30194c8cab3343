import * as v from 'valibot'

/** A GUID in any case. */
export const guid = v.pipe(v.string(), v.uuid('A GUID is needed.'))

/** A name or address that must not be empty. */
export const words = v.pipe(v.string(), v.nonEmpty('This must not be empty.'))

/** Addresses of these kinds would run in the browser instead of leading anywhere. */
const RUNNING = ['javascript:', 'data:', 'vbscript:', 'blob:']

/** A whole address that an answer may be sent to. */
export const redirectAddress = v.pipe(
  v.string(),
  v.check(
    (text) => URL.canParse(text) && !RUNNING.includes(new URL(text).protocol),
    'A whole address is needed, such as http://localhost.'
  )
)

/** Whole milliseconds or seconds since 1970; each field says which. */
export const epoch = v.pipe(v.number(), v.integer(), v.minValue(0))

/** A list that may be left out. */
export const list = <Schema extends v.GenericSchema>(
  item: Schema
): v.OptionalSchema<v.ArraySchema<Schema, undefined>, never[]> => v.optional(v.array(item), [])

/** A resource's id, from `/subscriptions/` on. */
export const resourceId = v.pipe(
  v.string(),
  v.startsWith('/subscriptions/', 'A resource id starts with /subscriptions/.')
)
