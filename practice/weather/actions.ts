import * as v from 'valibot'

const whole = v.pipe(v.number(), v.integer())
const words = v.pipe(v.string(), v.nonEmpty())

/** Those that belong to the body, so that a wrong one would leave the client waiting. */
const SET_HERE = ['content-length', 'transfer-encoding']

const headers = v.pipe(
  v.record(v.string(), v.string()),
  v.check(
    (given) =>
      Object.entries(given).every(([name, value]) => /^[\w-]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(value)) &&
      !Object.keys(given).some((name) => SET_HERE.includes(name.toLowerCase())),
    'A header has a name of letters, digits and hyphens and a value of plain characters; content-length and transfer-encoding are set here.'
  )
)

/** A hundred years: as far as dates can be told everywhere. */
const FARTHEST_SECONDS = 3_155_760_000

const withoutFields = <Kind extends string>(kind: Kind) => v.strictObject({ kind: v.literal(kind) })

/** Everything that a weather rule can do. */
export const actionSchema = v.variant('kind', [
  /** An answer in the service's place. */
  v.strictObject({
    kind: v.literal('status'),
    status: v.pipe(whole, v.minValue(200), v.maxValue(599)),
    headers: v.optional(headers, {}),
    body: v.optional(v.unknown())
  }),
  /** The page of a gateway where something else is due. */
  withoutFields('html'),
  /** Nothing is ever answered. */
  withoutFields('hang'),
  /** The connection breaks. */
  withoutFields('cut'),
  v.strictObject({ kind: v.literal('latency'), ms: v.pipe(whole, v.minValue(0), v.maxValue(600_000)) }),
  v.strictObject({
    kind: v.literal('clock'),
    offsetSeconds: v.pipe(whole, v.minValue(-FARTHEST_SECONDS), v.maxValue(FARTHEST_SECONDS))
  }),
  /** An error of Entra ID; what is not given comes from its table. */
  v.strictObject({
    kind: v.literal('aadsts'),
    code: v.pipe(whole, v.minValue(1)),
    error: v.exactOptional(words),
    suberror: v.exactOptional(words),
    /** The claims that the next sign-in must ask for, as JSON text. */
    claims: v.exactOptional(words)
  }),
  /** Consents do not count until somebody agrees again. */
  withoutFields('consent-missing'),
  /** New connections are reset, as if the host were not there. */
  withoutFields('refuse'),
  /** Certificates are of another CA. */
  withoutFields('interception'),
  /** Role assignments of the user or application, or without one the changes to come, wait so long. */
  v.strictObject({ kind: v.literal('role-delay'), seconds: v.pipe(whole, v.minValue(0), v.maxValue(3600)) }),
  /** The signing key is replaced once, when the rule is set. */
  withoutFields('key-roll-over')
])

/** What a rule does. */
export type WeatherAction = v.InferOutput<typeof actionSchema>

/** Where in the life of a request an action takes place. */
export type WeatherPlace = 'request' | 'connection' | 'sign-in' | 'world'

/** Actions on single requests stand for themselves; those of the other places hold for as long as the rule does. */
export const PLACES: Readonly<Record<WeatherAction['kind'], WeatherPlace>> = {
  status: 'request',
  html: 'request',
  hang: 'request',
  cut: 'request',
  latency: 'request',
  clock: 'request',
  aadsts: 'request',
  'consent-missing': 'sign-in',
  refuse: 'connection',
  interception: 'connection',
  'role-delay': 'world',
  'key-roll-over': 'world'
}

/** An action in a few words, for the log. */
export const describeAction = (action: WeatherAction): string => {
  if (action.kind === 'status') return `status ${String(action.status)}`
  if (action.kind === 'aadsts') return `aadsts ${String(action.code)}`
  if (action.kind === 'latency') return `latency ${String(action.ms)} ms`
  if (action.kind === 'clock') return `clock ${String(action.offsetSeconds)} s`
  return action.kind
}
