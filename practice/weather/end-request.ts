import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { setTimeout as delay } from 'node:timers/promises'
import { EntraError, type ErrorDetails } from '../entra/entra-error.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { WeatherAction } from './actions.ts'
import type { Identity } from './match.ts'

const HTML = `<!doctype html><html lang="en"><head><title>Practice cloud</title></head>
<body><h1>Service gateway</h1><p>This page was put here by the practice cloud's weather.</p></body></html>`

const NO_BODY_STATUSES = [204, 205, 304]

const untilClosed = (c: Context<PracticeEnv>): Promise<void> =>
  new Promise((resolve) => {
    c.env.outgoing.once('close', () => {
      resolve()
    })
  })

/** The Entra ID error that a rule wants; who asked for what is told where it is known. */
const weatherError = (
  { code, error, suberror, claims }: Extract<WeatherAction, { kind: 'aadsts' }>,
  identity: Identity | undefined
): EntraError =>
  new EntraError(code, namesOf(identity), {
    ...(error === undefined ? {} : { error }),
    ...(suberror === undefined ? {} : { suberror }),
    ...(claims === undefined ? {} : { claims })
  })

const namesOf = ({ user, app, resource, tenant }: Partial<Identity> = {}): ErrorDetails => {
  const named = { upn: user?.[0], appId: app?.[0], name: app?.[1], resource: resource?.[0], tenant: tenant?.at(-1) }
  return Object.fromEntries(Object.entries(named).map(([place, name]) => [place, name ?? 'not told']))
}

/** Does to a request what a rule wants; the answer that is to be sent, or undefined where the service goes on. */
export const act = async (
  c: Context<PracticeEnv>,
  action: WeatherAction,
  identity?: Identity
): Promise<Response | undefined> => {
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
      throw weatherError(action, identity)
    case 'latency':
      await delay(action.ms)
      return undefined
    case 'clock':
      c.set('nowMs', Date.now() + action.offsetSeconds * 1000)
      return undefined
    default:
      return undefined
  }
}
