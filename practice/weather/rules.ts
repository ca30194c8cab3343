import * as v from 'valibot'
import { SERVICES } from '../services.ts'

const whole = v.pipe(v.number(), v.integer())

const match = v.strictObject({
  service: v.picklist(SERVICES),
  pathIncludes: v.optional(v.string()),
  method: v.optional(v.string())
})

const action = v.variant('kind', [
  v.strictObject({
    kind: v.literal('status'),
    status: v.pipe(whole, v.minValue(200), v.maxValue(599)),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    body: v.optional(v.unknown())
  }),
  v.strictObject({ kind: v.literal('html') }),
  v.strictObject({ kind: v.literal('hang') }),
  v.strictObject({ kind: v.literal('cut') }),
  v.strictObject({ kind: v.literal('aadsts'), code: v.pipe(whole, v.minValue(1)) }),
  v.strictObject({ kind: v.literal('latency'), ms: v.pipe(whole, v.minValue(0), v.maxValue(600_000)) }),
  v.strictObject({ kind: v.literal('clock'), offsetSeconds: whole })
])

const rule = v.strictObject({ match, times: v.optional(v.pipe(whole, v.minValue(1))), do: action })

/** The whole set of weather rules, as the admin listener takes it. */
export const rulesSchema = v.array(rule)

/** One weather rule: which requests, how often, and what happens to them. */
export type WeatherRule = v.InferOutput<typeof rule>

/** What a rule does to a request. */
export type WeatherAction = WeatherRule['do']
