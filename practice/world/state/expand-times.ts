import { isRaw } from './raw.ts'

const MILLISECONDS = new Set([
  'startsAt',
  'expiresAt',
  'createdAt',
  'effectiveAt',
  'removedButEffectiveUntil',
  'sessionsRevokedAt',
  'tokensChallengedAt'
])
const SECONDS = new Set(['created', 'updated', 'notBefore', 'expires', 'deletedAt'])
/** Lists whose `created` and the like are text by their own right. */
const OTHER_TIMES = new Set(['geoCatalogs'])

/** Whether a field is a time, so that a date may stand there. */
export const isTime = (field: string): boolean => MILLISECONDS.has(field) || SECONDS.has(field)

/** Turns dates such as `2027-01-31` into the numbers that the schema has, where a field is a time. */
export const expandTimes = (value: unknown): void => {
  if (Array.isArray(value)) {
    for (const one of value) expandTimes(one)
    return
  }
  if (!isRaw(value)) return
  for (const [name, one] of Object.entries(value)) {
    const factor = MILLISECONDS.has(name) ? 1 : SECONDS.has(name) ? 1000 : undefined
    if (
      factor !== undefined &&
      typeof one === 'string' &&
      /^\d{4}-\d\d-\d\d/.test(one) &&
      !Number.isNaN(Date.parse(one))
    )
      value[name] = Math.floor(Date.parse(one) / factor)
    else if (!OTHER_TIMES.has(name)) expandTimes(one)
  }
}
