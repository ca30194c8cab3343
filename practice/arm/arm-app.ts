import type { Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { requireCaller } from './arm-caller.ts'
import { ArmError } from './arm-error.ts'
import { answerProvider } from './providers.ts'
import { readResourcePath } from './resource-path.ts'
import { PLAIN_ROUTES } from './plain-routes.ts'
import { noteOrigins } from './site-origins.ts'
import { sendError, sendReply } from './send-reply.ts'

/** Azure Resource Manager: the tenants and subscriptions of the caller, and the resources and roles in them. */
export const makeArmApp = (cloud: CloudContext): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'arm')
  noteOrigins(cloud)
  for (const { method, path, answer } of PLAIN_ROUTES)
    app.on(method, path, async (c) => {
      const caller = await requireCaller(cloud, c)
      return sendReply(c, await answer({ cloud, c, caller }))
    })
  app.all('*', async (c, next) => {
    const path = readResourcePath(new URL(c.req.url).pathname)
    if (path === undefined) return next()
    const caller = await requireCaller(cloud, c)
    const reply = await answerProvider({ cloud, c, caller, path })
    return reply === undefined ? next() : sendReply(c, reply)
  })
  app.notFound(async (c) => {
    try {
      await requireCaller(cloud, c)
      throw new ArmError(
        404,
        'InvalidResourceType',
        'The practice cloud does not have this resource type or operation yet.',
        { guessed: true }
      )
    } catch (error) {
      return sendError(c, error)
    }
  })
  app.onError((error, c) => sendError(c, error))
  return app
}
