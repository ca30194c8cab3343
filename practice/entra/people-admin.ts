import type { Context, Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { findUser } from '../world/directory.ts'
import type { User } from '../world/model.ts'
import { challengeTokens, revokeSessions, setPassword } from './revocation.ts'

/** The admin routes that do something to a person: end sessions, want newer tokens, give another password. */
export const addPeopleRoutes = (app: Hono<PracticeEnv>, { world }: Pick<CloudContext, 'world'>): void => {
  const person = (path: string, act: (c: Context<PracticeEnv>, user: User) => Response): void => {
    app.post(`/users/:name/${path}`, (c) => {
      const user = findUser(world, c.req.param('name'))
      if (user === undefined) return c.json({ error: 'Nobody has this user principal name.' }, 404)
      return act(c, user)
    })
  }
  person('revoke-sessions', (c, user) => {
    revokeSessions(user)
    return c.json({ sessionsRevokedAt: user.sessionsRevokedAt })
  })
  person('challenge-tokens', (c, user) => {
    challengeTokens(user)
    return c.json({ tokensChallengedAt: user.tokensChallengedAt })
  })
  person('password', (c, user) => c.json({ password: setPassword(user), sessionsRevokedAt: user.sessionsRevokedAt }))
}
