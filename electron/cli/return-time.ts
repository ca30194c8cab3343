import { InvalidArgumentError } from 'commander'

const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/
// With a time: a date alone would be read as midnight somewhere else.
const iso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/

/** A moment that is still to come, as ISO 8601: from ISO 8601 (local where it names no zone), or the next HH:MM of this computer. */
export function parseReturn(text: string, now: number): string {
  const typed = text.trim()
  const at = clock.test(typed) ? nextClock(typed, now) : iso.test(typed) ? Date.parse(typed) : NaN
  if (Number.isNaN(at)) {
    throw new InvalidArgumentError('A time is HH:MM, or date and time such as 2026-05-02T09:00 or 2026-05-02T09:00Z.')
  }
  if (at <= now) throw new InvalidArgumentError('This time is past.')
  return new Date(at).toISOString()
}

function nextClock(typed: string, now: number): number {
  const [hours = 0, minutes = 0] = typed.split(':').map(Number)
  const at = new Date(now)
  at.setHours(hours, minutes, 0, 0)
  if (at.getTime() <= now) at.setDate(at.getDate() + 1)
  return at.getTime()
}
