import { AppFailure } from '../../services/app-failure.ts'
import type { HttpAnswer } from './http.ts'

const defaultRetryAfterSeconds = 30

/** The answer as a JSON object; throws where the service is overloaded, broken, or something else answered for it. */
export function readJsonObject(answer: HttpAnswer): Record<string, unknown> {
  const { host, status } = answer
  const retryAfterSeconds = readRetryAfterSeconds(answer)
  if (status === 429 || (status === 503 && retryAfterSeconds !== null)) {
    const seconds = retryAfterSeconds ?? defaultRetryAfterSeconds
    throw new AppFailure({ code: 'throttled', host, retryAfterSeconds: seconds })
  }
  if (status >= 500) throw new AppFailure({ code: 'service-failed', host, status })
  const parsed = parseObject(answer.body)
  if (parsed === null)
    throw new AppFailure({ code: 'answer-not-understood', host, status, looksLike: looksLike(answer) })
  return parsed
}

/** The failure for JSON that does not hold what was promised. */
export function notUnderstood({ host, status }: HttpAnswer): AppFailure {
  return new AppFailure({ code: 'answer-not-understood', host, status, looksLike: 'other' })
}

/** Seconds of `Retry-After`, which may also be a date. */
export function readRetryAfterSeconds({ headers }: Pick<HttpAnswer, 'headers'>): number | null {
  const value = headers['retry-after']
  if (value === undefined) return null
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.parse(headers.date ?? '')) / 1000
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null
}

/** A JSON object, or null where the text is anything else. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text)
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    return isObject ? (parsed as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function looksLike({ headers, body }: HttpAnswer): 'html' | 'empty' | 'other' {
  if (body.trim() === '') return 'empty'
  const isHtml = headers['content-type']?.includes('html') === true || /^\s*<(!doctype|html)/i.test(body)
  return isHtml ? 'html' : 'other'
}
