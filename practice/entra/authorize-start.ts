import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { findUser, membershipIn } from '../world/directory.ts'
import { sendBack } from './authorize-reply.ts'
import { describeError, makeTrace } from './error-body.ts'
import { enter, practiceUser } from './enter.ts'
import { EntraError } from './entra-error.ts'
import type { SignedIn } from './grants.ts'
import { mfaRefusal, passedMfa, wantsMfa } from './mfa.ts'
import { type Prompt, readPrompt, usableSession } from './read-prompt.ts'
import { readTrustedRequest, readWishes } from './read-authorize.ts'
import { readForm } from './read-form.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'
import type { SignInFlow, SignInFlows } from './sign-in-flow.ts'
import { isTooOld, requireAssignment } from './token/user-policy.ts'

type Answer = Response | Promise<Response>

const readFields = async (c: Context<PracticeEnv>): Promise<ReadonlyMap<string, string>> => {
  const fields = new Map(new URL(c.req.url).searchParams)
  if (c.req.method === 'POST') for (const [name, value] of await readForm(c)) fields.set(name, value)
  return fields
}

/** GET (or POST) /{tenant}/oauth2/v2.0/authorize: the first page, or with prompt=none the answer at once. */
export const startAuthorize = async (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  signIn: SignIn,
  flows: SignInFlows,
  sessions: Sessions,
  adapt?: (fields: ReadonlyMap<string, string>) => ReadonlyMap<string, string>
): Promise<Response> => {
  const segment = c.req.param('tenant') ?? ''
  const sent = await readFields(c)
  const fields = adapt?.(sent) ?? sent
  const trusted = readTrustedRequest(cloud, segment, fields)
  const { reply } = trusted
  const sendError = (error: EntraError): Answer =>
    sendBack(c, reply, [
      ['error', error.entry.error],
      ['error_description', describeError(error, makeTrace(c.get('nowMs'), fields.get('client-request-id')))],
      ['claims', error.entry.claims],
      ['state', reply.state]
    ])
  try {
    const wishes = readWishes(cloud.world, trusted, segment, fields)
    const prompt = readPrompt(fields)
    const flow = flows.start({
      ...wishes,
      application: trusted.application,
      choice: trusted.choice,
      prompt: prompt.prompt,
      domainHint: prompt.domainHint,
      purpose: { kind: 'authorize', reply }
    })
    const known = sessions.signedIn(c)
    if (flow.prompt === 'none')
      return await silently(cloud, c, signIn, flow, usableSession(known, prompt, c.get('nowMs')))
    const chosen = practiceUser(cloud.world, fields)
    if (chosen !== undefined) return await enter(c, { signIn, sessions }, flow, chosen)
    return await withPages(cloud, c, signIn, flow, known, prompt)
  } catch (error) {
    if (error instanceof EntraError) return sendError(error)
    throw error
  }
}

const withPages = (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  signIn: SignIn,
  flow: SignInFlow,
  known: readonly SignedIn[],
  prompt: Prompt
): Answer => {
  const { hint } = prompt
  if (flow.prompt === 'select_account') return signIn.showAccounts(c, flow, hint)
  // Several people in one browser: the account page asks who is meant.
  const one = hint === undefined && known.length > 1 ? undefined : usableSession(known, prompt, c.get('nowMs'))
  if (flow.prompt !== 'login') flow.signedIn = one
  flow.candidate = flow.signedIn?.user ?? (hint === undefined ? undefined : findUser(cloud.world, hint))
  // A hint that names nobody is no fault: the person corrects it on the account page.
  if (flow.candidate === undefined && hint !== undefined) return signIn.showAccounts(c, flow, hint)
  return signIn.advance(c, flow)
}

/** prompt=none: the answer at once, or what stands in its way. */
const silently = (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  signIn: SignIn,
  flow: SignInFlow,
  session: SignedIn | undefined
): Answer => {
  if (session === undefined) throw new EntraError(50058)
  const { application } = flow
  const { user } = session
  const tenant = signIn.tenantFor(flow, user)
  const membership = membershipIn(user, tenant.tenantId)
  if (membership === undefined || isTooOld(tenant, session, c.get('nowMs'))) throw new EntraError(50058)
  requireAssignment(cloud.world, application, tenant, membership)
  if (wantsMfa(tenant, user, membership) && !passedMfa(session))
    throw mfaRefusal(tenant, user, flow.scopes.resources[0]?.resource.appId ?? application.appId)
  if (signIn.missingConsents(flow, tenant, membership).length > 0) {
    const names = { appId: application.appId, name: application.displayName }
    throw new EntraError(65001, names, { error: 'interaction_required' })
  }
  flow.signedIn = session
  flow.candidate = user
  return signIn.advance(c, flow)
}
