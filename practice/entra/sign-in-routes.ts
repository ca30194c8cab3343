import type { Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { findUser, membershipIn } from '../world/directory.ts'
import { startAdminConsent } from './start-admin-consent.ts'
import { startAuthorize } from './authorize-start.ts'
import { enter, PRACTICE_ACCOUNT, practiceUser } from './enter.ts'
import { EntraError } from './entra-error.ts'
import { signOut } from './logout.ts'
import { showPage } from './pages/show-page.ts'
import { deviceCodePage } from './pages/sign-in-pages.ts'
import { STYLE, SUBMIT_SCRIPT } from './pages/style.ts'
import { addProofSteps } from './proof-steps.ts'
import { readForm } from './read-form.ts'
import { parseScopes } from './scopes.ts'
import type { Sessions } from './sessions.ts'
import { SignIn } from './sign-in.ts'
import type { SignInFlows } from './sign-in-flow.ts'
import { stepsOf } from './sign-in-step.ts'
import { readTenantSegment } from './tenant-segment.ts'
import { asVersion2Form } from './v1/resource-form.ts'

/** The state that the https and the http sign-in origin share. */
export interface SignInState {
  flows: SignInFlows
  sessions: Sessions
}

const WRONG_CODE = "That code didn't work. Check the code and try again."
const LONGEST_CODE = 20
const LONGEST_NAME = 200
const WRONG_NAME =
  'This username may be incorrect. Make sure that you typed it correctly. Otherwise, contact your admin.'

/** Puts the human pages on an application. */
export const addSignInRoutes = (
  app: Hono<PracticeEnv>,
  cloud: CloudContext,
  { flows, sessions }: SignInState
): void => {
  const signIn = new SignIn(cloud, flows)

  const step = stepsOf(app, flows)
  addProofSteps(step, cloud, signIn, sessions)

  app.on(['GET', 'POST'], '/:tenant/oauth2/v2.0/authorize', (c) => startAuthorize(cloud, c, signIn, flows, sessions))
  app.on(['GET', 'POST'], '/:tenant/oauth2/authorize', (c) =>
    startAuthorize(cloud, c, signIn, flows, sessions, asVersion2Form)
  )

  app.get('/devicelogin', (c) =>
    showPage(
      c,
      deviceCodePage({
        userCode: c.req.query('otc')?.slice(0, LONGEST_CODE),
        practiceAccount: c.req.query(PRACTICE_ACCOUNT)?.slice(0, LONGEST_NAME)
      })
    )
  )
  app.get('/common/oauth2/deviceauth', (c) => c.redirect('/devicelogin', 302))
  app.post('/devicelogin', async (c) => {
    const fields = await readForm(c)
    const device = cloud.grants.deviceByUserCode(fields.get('otc') ?? '')
    if (device === undefined || device.expiresAtMs <= c.get('nowMs') || device.outcome.kind !== 'pending')
      return showPage(c, deviceCodePage({ practiceAccount: fields.get(PRACTICE_ACCOUNT) }, WRONG_CODE))
    const choice = readTenantSegment(cloud.world, device.tenantSegment)
    const scopes = parseScopes(cloud.world, device.scope, { choice, segment: device.tenantSegment })
    const flow = flows.start({
      application: device.application,
      choice,
      scope: device.scope,
      scopes,
      prompt: undefined,
      purpose: { kind: 'device', device }
    })
    const user = practiceUser(cloud.world, fields)
    return user === undefined ? signIn.showAccounts(c, flow) : enter(c, { signIn, sessions }, flow, user)
  })

  step('/signin/account', (c, flow, fields) => {
    const typed = fields.get('account') ?? fields.get('loginfmt') ?? ''
    const user = findUser(cloud.world, typed)
    if (user === undefined) return signIn.showAccounts(c, flow, typed.slice(0, LONGEST_NAME), WRONG_NAME)
    flow.candidate = user
    // Somebody who is signed in in this browser needs no password again, unless the application wants it.
    flow.signedIn = flow.prompt === 'login' ? undefined : sessions.signedIn(c).find((one) => one.user === user)
    return signIn.advance(c, flow)
  })
  step('/signin/another', (c, flow) => {
    flow.candidate = undefined
    flow.signedIn = undefined
    return signIn.showAccounts(c, flow)
  })
  step('/signin/confirm', (c, flow, fields) => {
    if (fields.get('decision') !== 'continue') return signIn.refuse(c, flow, new EntraError(65004), 'cancel')
    flow.confirmed = true
    return signIn.advance(c, flow)
  })
  step('/signin/consent', (c, flow, fields) => {
    if (fields.get('decision') !== 'accept') return signIn.refuse(c, flow, new EntraError(65004), 'cancel')
    // Consent counts only from somebody who may be in this tenant at all; advance() checks the rest.
    flow.consented =
      flow.signedIn !== undefined &&
      (flow.choice.kind !== 'tenant' || membershipIn(flow.signedIn.user, flow.choice.tenant.tenantId) !== undefined)
    flow.forEverybody = fields.get('forEverybody') === 'yes'
    return signIn.advance(c, flow)
  })
  step('/signin/no-consent', (c, flow) => signIn.refuse(c, flow, new EntraError(90094)))
  step('/signin/cancel', (c, flow) =>
    signIn.refuse(c, flow, new EntraError(65004, {}, { text: 'The user has cancelled the sign-in.' }), 'cancel')
  )

  app.get('/:tenant/adminconsent', (c) => startAdminConsent(cloud, c, signIn, flows, 1))
  app.get('/:tenant/v2.0/adminconsent', (c) => startAdminConsent(cloud, c, signIn, flows, 2))
  for (const path of ['oauth2/v2.0/logout', 'oauth2/logout', 'v2.0/logout'])
    app.get(`/:tenant/${path}`, (c) => signOut(cloud, c, sessions))
  app.get('/signin/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/signin/submit.js', (c) => c.body(SUBMIT_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
}
