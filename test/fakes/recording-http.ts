import type { Http, HttpAnswer, HttpRequest } from '../../electron/adapters/http/http.ts'

/** What a test answers: a JSON body, or the parts that matter. */
export interface Answer {
  status?: number
  headers?: Record<string, string>
  json?: unknown
  text?: string
}

/** An `Http` that sends nothing: it records each request and answers as the test says. */
export interface RecordingHttp extends Http {
  requests: HttpRequest[]
  clockOffset: number | null
}

/** Answers each request by the function, which may throw what a network would. */
export function createRecordingHttp(answer: (request: HttpRequest) => Answer | Promise<Answer>): RecordingHttp {
  const recording: RecordingHttp = {
    requests: [],
    clockOffset: null,
    clockOffsetSeconds: () => recording.clockOffset,
    send: async (request): Promise<HttpAnswer> => {
      recording.requests.push(request)
      const { status = 200, headers = {}, json, text } = await answer(request)
      const body = text ?? (json === undefined ? '' : JSON.stringify(json))
      return { host: new URL(request.url).host, status, headers, body, latencyMs: 1 }
    }
  }
  return recording
}

/** The members of a form, as a request sends it. */
export function formOf(request: HttpRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request?.body ?? ''))
}
