import type { StacItem } from '../../world/model.ts'
import { badRequest } from '../geocatalog-error.ts'

/** A span of time in epoch milliseconds, open at its ends where infinite. */
export interface Interval {
  from: number
  to: number
}

const DATE = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i

/** Epoch milliseconds of an RFC 3339 time; a date alone begins or ends its day. */
export const readTime = (text: string, end: 'first' | 'last'): number => {
  if (!DATE.test(text) && !TIME.test(text))
    throw badRequest(`The datetime '${text.slice(0, 60)}' is not an RFC 3339 time such as 2026-01-31T12:00:00Z.`)
  const ms = Date.parse(DATE.test(text) ? `${text}T${end === 'first' ? '00:00:00' : '23:59:59.999'}Z` : text)
  if (Number.isNaN(ms)) throw badRequest(`The datetime '${text.slice(0, 60)}' does not exist.`)
  return ms
}

const isOpen = (text: string): boolean => text === '' || text === '..'

/** Reads `datetime`: one time, or two with a slash between them of which one may be `..`. */
export const readInterval = (datetime: string): Interval => {
  const [first = '', last = first, ...more] = datetime.split('/')
  if (more.length > 0 || (isOpen(first) && isOpen(last)))
    throw badRequest('The datetime is one time, or two with one slash between them of which one may be "..".')
  const from = isOpen(first) ? -Infinity : readTime(first, 'first')
  const to = isOpen(last) ? Infinity : readTime(last, 'last')
  if (from > to) throw badRequest('The datetime ends before it begins.')
  return { from, to }
}

const timeOr = (value: unknown, otherwise: number): number => {
  const ms = typeof value === 'string' ? Date.parse(value) : NaN
  return Number.isNaN(ms) ? otherwise : ms
}

/** When an item was taken. */
export const intervalOf = ({ datetime, properties }: StacItem): Interval =>
  datetime === null
    ? { from: timeOr(properties.start_datetime, -Infinity), to: timeOr(properties.end_datetime, Infinity) }
    : { from: timeOr(datetime, NaN), to: timeOr(datetime, NaN) }

/** Whether two spans of time share a moment. */
export const overlaps = (left: Interval, right: Interval): boolean => left.from <= right.to && right.from <= left.to
