import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import type { PracticeEnv } from './practice-env.ts'

/** An application that answers as long as what it stands for is there; then its connections break, as its name is gone. */
export const whileThere = (app: Hono<PracticeEnv>, isThere: () => boolean): Hono<PracticeEnv> => {
  const gate = new Hono<PracticeEnv>({ strict: false })
  gate.all('*', (c) => {
    if (isThere()) return app.fetch(c.req.raw, c.env)
    c.env.incoming.socket.destroy()
    return RESPONSE_ALREADY_SENT
  })
  return gate
}
