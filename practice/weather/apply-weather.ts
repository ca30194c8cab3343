import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { setTimeout as delay } from 'node:timers/promises'
import type { CloudContext } from '../cloud-context.ts'
import { EntraError } from '../entra/entra-error.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { ServiceName } from '../services.ts'
import type { WeatherAction } from './rules.ts'

const HTML = `<!doctype html><html lang="en"><head><title>Practice cloud</title></head>
<body><h1>Service gateway</h1><p>This page was put here by the practice cloud's weather.</p></body></html>`

const untilClosed = (c: Context<PracticeEnv>): Promise<void> =>
  new Promise((resolve) => {
    c.env.outgoing.once('close', () => {
      resolve()
    })
  })

const describe = (action: WeatherAction): string => {
  if (action.kind === 'status') return `status ${String(action.status)}`
  if (action.kind === 'aadsts') return `aadsts ${String(action.code)}`
  if (action.kind === 'latency') return `latency ${String(action.ms)} ms`
  if (action.kind === 'clock') return `clock ${String(action.offsetSeconds)} s`
  return action.kind
}

const NO_BODY_STATUSES = [204, 205, 304]

const end = async (c: Context<PracticeEnv>, action: WeatherAction): Promise<Response | undefined> => {
  switch (action.kind) {
    case 'status': {
      const { status, headers, body } = action
      if (body === undefined || NO_BODY_STATUSES.includes(status)) return new Response(null, { status, headers })
      if (typeof body === 'string')
        return c.body(body, status as ContentfulStatusCode, { 'content-type': 'text/plain; charset=utf-8', ...headers })
      return c.body(JSON.stringify(body), status as ContentfulStatusCode, {
        'content-type': 'application/json; charset=utf-8',
        ...headers
      })
    }
    case 'html':
      return c.html(HTML, 200)
    case 'hang':
      await untilClosed(c)
      return RESPONSE_ALREADY_SENT
    case 'cut':
      c.env.incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    case 'aadsts':
      throw new EntraError(action.code)
    case 'latency':
      await delay(action.ms)
      return undefined
    case 'clock':
      c.set('nowMs', Date.now() + action.offsetSeconds * 1000)
      return undefined
  }
}

/** Puts the weather on a request before its service sees it. */
export const applyWeather =
  (cloud: Pick<CloudContext, 'weather'>, service: ServiceName): MiddlewareHandler<PracticeEnv> =>
  async (c, next) => {
    for (const action of cloud.weather.take({ service, method: c.req.method, path: c.req.path })) {
      c.get('injected').push(describe(action))
      const response = await end(c, action)
      if (response !== undefined) return response
    }
    return next()
  }
