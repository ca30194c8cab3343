import { randomUUID } from 'node:crypto'
import type { EntraError } from './entra-error.ts'
import type { JsonBody } from '../http/json-body.ts'

/** Marks of one failed exchange, shown in bodies, pages and headers. */
export interface Trace {
  traceId: string
  correlationId: string
  /** `yyyy-MM-dd HH:mm:ssZ` */
  timestamp: string
}

const isGuid = (text: string | undefined): text is string =>
  text !== undefined && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

/** New marks; the caller's own request id is echoed when it is a GUID. */
export const makeTrace = (nowMs: number, clientRequestId: string | undefined): Trace => ({
  traceId: randomUUID(),
  correlationId: isGuid(clientRequestId) ? clientRequestId : randomUUID(),
  timestamp: new Date(nowMs)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')
})

/** The sentence with the trailer that Entra ID puts behind it. */
export const describeError = (error: EntraError, trace: Trace): string =>
  `${error.message} Trace ID: ${trace.traceId} Correlation ID: ${trace.correlationId} Timestamp: ${trace.timestamp}`

/** The JSON body of an Entra ID error. */
export const errorBody = (error: EntraError, trace: Trace, loginOrigin: string): JsonBody => ({
  error: error.entry.error,
  error_description: describeError(error, trace),
  error_codes: [error.code],
  timestamp: trace.timestamp,
  trace_id: trace.traceId,
  correlation_id: trace.correlationId,
  ...(error.entry.unlinked === true ? {} : { error_uri: `${loginOrigin}/error?code=${String(error.code)}` }),
  ...(error.entry.suberror === undefined ? {} : { suberror: error.entry.suberror }),
  ...(error.entry.claims === undefined ? {} : { claims: error.entry.claims })
})
