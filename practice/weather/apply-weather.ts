import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { CloudContext } from '../cloud-context.ts'
import { EntraError } from '../entra/entra-error.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { ServiceName } from '../services.ts'
import { describeAction } from './actions.ts'
import { act } from './end-request.ts'
import { bearerIdentity } from './identities.ts'
import type { Identity, WeatherSubject } from './match.ts'

const subjectOf = (c: Context<PracticeEnv>, service: ServiceName): WeatherSubject => ({
  service,
  site: c.env.site,
  method: c.req.method,
  path: c.req.path
})

/** Puts the weather on a request before its service sees it. */
export const applyWeather =
  (cloud: Pick<CloudContext, 'weather' | 'world'>, service: ServiceName): MiddlewareHandler<PracticeEnv> =>
  async (c, next) => {
    if (cloud.weather.intercepts(c.env.site)) c.get('injected').push('interception')
    const identify = (): Identity | undefined => bearerIdentity(cloud.world, c.req.header('authorization'))
    for (const action of cloud.weather.take(subjectOf(c, service), identify)) {
      c.get('injected').push(describeAction(action))
      const response = await act(c, action)
      if (response !== undefined) return response
    }
    return next()
  }

/**
 * Puts the weather on a sign-in once it is known who asks for what, and answers what time it is then. Throws where the
 * weather ends the sign-in: an EntraError, or an HTTPException that holds the answer.
 */
export const applySignInWeather = async (
  cloud: Pick<CloudContext, 'weather'>,
  c: Context<PracticeEnv>,
  identity: Identity,
  { onPage = false }: { onPage?: boolean } = {}
): Promise<number> => {
  for (const action of cloud.weather.takeSignIn(subjectOf(c, 'login'), identity, onPage)) {
    c.get('injected').push(describeAction(action))
    if (action.kind === 'consent-missing') {
      const [appId = '', name = ''] = identity.app
      throw new EntraError(65001, { appId, name })
    }
    const res = await act(c, action, identity)
    // 400 is not sent: the answer is complete.
    if (res !== undefined) throw new HTTPException(400, { res })
  }
  return c.get('nowMs')
}
