import type { CloudContext } from '../cloud-context.ts'
import { enter, practiceUser } from './enter.ts'
import { mfaPage, newPasswordPage } from './pages/proof-pages.ts'
import { showPage } from './pages/show-page.ts'
import { passwordPage } from './pages/sign-in-pages.ts'
import { setPassword } from './revocation.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'
import type { AddStep } from './sign-in-step.ts'

const WRONG_PASSWORD = "Your account or password is incorrect. If you don't remember your password, contact your admin."
const WRONG_CODE = "You didn't enter the expected verification code. Please try again."
const SAME_PASSWORD = 'Choose a password of at least 8 characters that you have not used before.'
const SHORTEST_PASSWORD = 8

/** The steps in which people prove who they are: password, one click, second factor, new password, staying signed in. */
export const addProofSteps = (step: AddStep, cloud: CloudContext, signIn: SignIn, sessions: Sessions): void => {
  const pages = { signIn, sessions }

  step('/signin/password', (c, flow, fields) => {
    const user = flow.candidate
    if (user === undefined) return signIn.showAccounts(c, flow)
    if (!user.locked && fields.get('passwd') !== user.password)
      return showPage(c, passwordPage(signIn.asking(flow), user, WRONG_PASSWORD))
    return enter(c, pages, flow, user)
  })
  step('/signin/practice', (c, flow, fields) => {
    const user = practiceUser(cloud.world, fields)
    return user === undefined ? signIn.showAccounts(c, flow) : enter(c, pages, flow, user)
  })
  step('/signin/new-password', (c, flow, fields) => {
    const user = flow.candidate
    if (user === undefined || flow.mayUpdatePassword !== user) return signIn.showAccounts(c, flow)
    const password = fields.get('newpasswd') ?? ''
    if (password.length < SHORTEST_PASSWORD || password === user.password)
      return showPage(c, newPasswordPage(signIn.asking(flow), user, SAME_PASSWORD))
    setPassword(user, password, c.get('nowMs'))
    return enter(c, pages, flow, user)
  })
  step('/signin/mfa', (c, flow, fields) => {
    const { signedIn } = flow
    if (signedIn === undefined) return signIn.showAccounts(c, flow)
    const { user } = signedIn
    const approved = signIn.oneClick && fields.get('approve') === 'yes'
    if (!approved && fields.get('otc')?.replace(/\s/g, '') !== user.mfaCode)
      return showPage(c, mfaPage(signIn.asking(flow), user, signIn.oneClick, WRONG_CODE))
    user.mfaRegistered = true
    flow.signedIn = sessions.passMfa(c, signedIn)
    return signIn.advance(c, flow)
  })
  step('/signin/stay', (c, flow, fields) => {
    if (flow.signedIn === undefined) return signIn.showAccounts(c, flow)
    flow.asksToStay = false
    if (fields.get('stay') === 'yes') flow.signedIn = sessions.stay(c, flow.signedIn)
    return signIn.advance(c, flow)
  })
}
