const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** Time enough for the owner of an application to act. */
const expiryWarningDays = 30

/** A duration in its largest useful unit, in whole ones that have passed unless told otherwise: `52 min`, `2 h`, `3 d`, `40 s`. */
export function shortDuration(ms: number, whole = Math.floor): string {
  const span = Math.abs(ms)
  if (span < minuteMs) return `${String(whole(span / 1000))} s`
  if (span < 2 * hourMs) return `${String(whole(span / minuteMs))} min`
  if (span < 2 * dayMs) return `${String(whole(span / hourMs))} h`
  return `${String(whole(span / dayMs))} d`
}

/** A moment seen from now: `just now`, `5 min ago`, `in 2 h`; what is to come is rounded, so that 90 days stay 90 a minute later. */
export function relativeTime(iso: string, now: number): string {
  const distance = Date.parse(iso) - now
  if (Math.abs(distance) < 10_000) return 'just now'
  return distance < 0 ? `${shortDuration(distance)} ago` : `in ${shortDuration(distance, Math.round)}`
}

/** What is left of a lifetime: `52 min`, or `expired 2 h ago`. */
export function timeLeft(expiresAt: string, now: number): string {
  const left = Date.parse(expiresAt) - now
  return left > 0 ? shortDuration(left) : `expired ${shortDuration(left)} ago`
}

/** How much of a lifetime is left, from 0 to 1. */
export function shareLeft(acquiredAt: string, expiresAt: string, now: number): number {
  const whole = Date.parse(expiresAt) - Date.parse(acquiredAt)
  if (!(whole > 0)) return 0
  return Math.min(1, Math.max(0, (Date.parse(expiresAt) - now) / whole))
}

/** Time of day, with the date where it is not today: `14:32`, `4 Mar, 14:32`. */
export function clockTime(iso: string, now: number, locale?: string): string {
  const moment = new Date(iso)
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment)
  if (moment.toDateString() === new Date(now).toDateString()) return time
  return `${new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(moment)}, ${time}`
}

/** Date and time to the second with the zone, for hover and screen readers. */
export function exactTime(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23' }).format(
    new Date(iso)
  )
}

/** The day of a moment: `4 Mar 2027`. */
export function day(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(iso))
}

/** What a person should know of an end that is near or over, such as `expires in 12 days`; null where it is far. */
export function expiryWarning(expiresAt: string, now: number): string | null {
  const left = Date.parse(expiresAt) - now
  if (left <= 0) return 'has expired'
  const days = Math.floor(left / dayMs)
  if (days > expiryWarningDays) return null
  return days === 0 ? 'expires within a day' : `expires in ${String(days)} ${days === 1 ? 'day' : 'days'}`
}

/** A moment as a field for local date and time wants it: `2026-05-01T14:32`. */
export function localInput(iso: string): string {
  const moment = new Date(iso)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * minuteMs).toISOString().slice(0, 16)
}

/** What is left until a moment as a countdown: `14:32`. */
export function countdown(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((Date.parse(iso) - now) / 1000))
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

/** A size in its largest useful unit: `99 bytes`, `48 kB`, `1.2 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} bytes`
  return bytes < 1_000_000 ? `${String(Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** How long an answer took: `84 ms`, `1.4 s`. */
export function latency(ms: number): string {
  return ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** An ID shortened in the middle: `72f988bf…2d7cd011db47` stays recognisable at both ends. */
export function middleEllipsis(text: string, head = 8, tail = 4): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}

/** A code to type, in groups of three or four. */
export function groupedCode(code: string): string {
  const bare = code.replace(/[\s-]/g, '')
  const size = bare.length % 4 !== 0 && bare.length % 3 === 0 ? 3 : 4
  return (bare.match(new RegExp(`.{1,${String(size)}}`, 'g')) ?? []).join(' ')
}
