import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { findTenant, findUser, membershipIn } from '../world/directory.ts'
import { sendBack } from './authorize-reply.ts'
import { describeError, makeTrace } from './error-body.ts'
import { EntraError } from './entra-error.ts'
import type { SignedIn } from './grants.ts'
import { readTrustedRequest, readWishes } from './read-authorize.ts'
import { readForm } from './read-form.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'
import type { SignInFlow, SignInFlows } from './sign-in-flow.ts'

type Answer = Response | Promise<Response>

const readFields = async (c: Context<PracticeEnv>): Promise<ReadonlyMap<string, string>> => {
  const fields = new Map(new URL(c.req.url).searchParams)
  if (c.req.method === 'POST') for (const [name, value] of await readForm(c)) fields.set(name, value)
  return fields
}

const usableSession = (sessions: readonly SignedIn[], hint: string | undefined): SignedIn | undefined => {
  if (hint !== undefined) return sessions.find((one) => one.user.userPrincipalName.toLowerCase() === hint.toLowerCase())
  return sessions.length === 1 ? sessions[0] : undefined
}

/** GET (or POST) /{tenant}/oauth2/v2.0/authorize: the first page, or with prompt=none the answer at once. */
export const startAuthorize = async (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  signIn: SignIn,
  flows: SignInFlows,
  sessions: Sessions
): Promise<Response> => {
  const segment = c.req.param('tenant') ?? ''
  const fields = await readFields(c)
  const trusted = readTrustedRequest(cloud, segment, fields)
  const { reply } = trusted
  const sendError = (error: EntraError): Answer =>
    sendBack(c, reply, [
      ['error', error.entry.error],
      ['error_description', describeError(error, makeTrace(c.get('nowMs'), fields.get('client-request-id')))],
      ['state', reply.state]
    ])
  let flow: SignInFlow
  try {
    const wishes = readWishes(cloud.world, trusted, segment, fields)
    flow = flows.start({
      ...wishes,
      application: trusted.application,
      choice: trusted.choice,
      prompt: fields.get('prompt'),
      purpose: { kind: 'authorize', reply }
    })
  } catch (error) {
    if (error instanceof EntraError) return sendError(error)
    throw error
  }
  const hint = fields.get('login_hint')
  const session = usableSession(sessions.signedIn(c), hint)
  if (flow.prompt === 'none') return silently(cloud, c, signIn, flow, session, sendError)
  if (flow.prompt === 'select_account') return signIn.showAccounts(c, flow)
  if (flow.prompt !== 'login') flow.signedIn = session
  flow.candidate = flow.signedIn?.user ?? (hint === undefined ? undefined : findUser(cloud.world, hint))
  // A hint that names nobody is no fault: the person corrects it on the account page.
  if (flow.candidate === undefined && hint !== undefined) return signIn.showAccounts(c, flow, hint.slice(0, 200))
  return signIn.advance(c, flow)
}

const silently = (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  signIn: SignIn,
  flow: SignInFlow,
  session: SignedIn | undefined,
  sendError: (error: EntraError) => Answer
): Answer => {
  if (session === undefined) return sendError(new EntraError(50058))
  const { choice, application } = flow
  const tenant =
    choice.kind === 'tenant' ? choice.tenant : findTenant(cloud.world, session.user.memberships[0].tenantId)
  const membership = tenant === undefined ? undefined : membershipIn(session.user, tenant.tenantId)
  if (tenant === undefined || membership === undefined) return sendError(new EntraError(50058))
  if (signIn.missingConsents(flow, tenant, membership).length > 0) {
    return sendError(
      new EntraError(
        65001,
        { appId: application.appId, name: application.displayName },
        { error: 'interaction_required' }
      )
    )
  }
  flow.signedIn = session
  flow.candidate = session.user
  return signIn.advance(c, flow)
}
