import type { MiddlewareHandler } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { ServiceName } from '../services.ts'
import type { Redactor } from './redact.ts'
import type { RequestLog } from './request-log.ts'

const UNSENT = 0

/** Writes every request of a service into the log, also those that the weather leaves unanswered. */
export const recordRequests =
  (log: RequestLog, redactor: Redactor, service: ServiceName): MiddlewareHandler<PracticeEnv> =>
  async (c, next) => {
    const url = new URL(c.req.url)
    const entry = log.add({
      at: new Date().toISOString(),
      service,
      method: c.req.method,
      path: redactor.path(url.pathname),
      query: redactor.query(url),
      headerNames: [...c.req.raw.headers.keys()],
      status: UNSENT,
      injected: c.get('injected')
    })
    await next()
    entry.status = c.res.headers.has('x-hono-already-sent') ? UNSENT : c.res.status
  }
