import type { Context } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { User, World } from '../world/model.ts'
import { findUser } from '../world/directory.ts'
import { EntraError } from './entra-error.ts'
import { newPasswordPage } from './pages/proof-pages.ts'
import { showPage } from './pages/show-page.ts'
import { passwordPage } from './pages/sign-in-pages.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'
import type { SignInFlow } from './sign-in-flow.ts'

/** The name of the field, or of the part of an address, that says who comes in without a password. */
export const PRACTICE_ACCOUNT = 'practice_account'

/** Who comes in without a password, where the world allows it. */
export const practiceUser = (world: World, fields: ReadonlyMap<string, string>): User | undefined => {
  const name = fields.get(PRACTICE_ACCOUNT)
  return world.oneClickSignIn && name !== undefined ? findUser(world, name) : undefined
}

/** Lets somebody in who has given the password or needs none; a locked account stays out, an expired password is replaced first. */
export const enter = (
  c: Context<PracticeEnv>,
  { signIn, sessions }: { signIn: SignIn; sessions: Sessions },
  flow: SignInFlow,
  user: User
): Response | Promise<Response> => {
  flow.candidate = user
  if (user.locked) return showPage(c, passwordPage(signIn.asking(flow), user, new EntraError(50053).message))
  if (user.enabled && user.passwordExpired) {
    flow.mayUpdatePassword = user
    return showPage(c, newPasswordPage(signIn.asking(flow), user))
  }
  flow.signedIn = sessions.signIn(c, user)
  flow.asksToStay = true
  return signIn.advance(c, flow)
}
