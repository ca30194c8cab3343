import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { applySignInWeather } from '../weather/apply-weather.ts'
import { signInIdentity } from '../weather/identities.ts'
import type { Identity } from '../weather/match.ts'
import { findTenant, isConsented, membershipIn, recordConsent } from '../world/directory.ts'
import type { Membership, Tenant, User } from '../world/model.ts'
import { sendBack } from './authorize-reply.ts'
import { describeError, makeTrace } from './error-body.ts'
import { EntraError } from './entra-error.ts'
import type { SignedIn } from './grants.ts'
import { cancelledPage, donePage, errorPage } from './pages/end-pages.ts'
import { showPage } from './pages/show-page.ts'
import { accountPage, type Asking, confirmPage, consentPage, passwordPage } from './pages/sign-in-pages.ts'
import { grantedPermissions, type ResourceRequest } from './scopes.ts'
import type { SignInFlow, SignInFlows } from './sign-in-flow.ts'
import { requireMembership } from './token/user-tokens.ts'

const CODE_LIFE_MS = 600_000
const LISTED_ACCOUNTS = 10

type Answer = Response | Promise<Response>

/** Leads a person through the sign-in pages: which page is next, and what the application gets at the end. */
export class SignIn {
  readonly #cloud: CloudContext
  readonly #flows: SignInFlows

  constructor(cloud: CloudContext, flows: SignInFlows) {
    this.#cloud = cloud
    this.#flows = flows
  }

  asking(flow: SignInFlow): Asking {
    return {
      flowId: flow.id,
      applicationName: flow.application.displayName,
      tenantName: flow.choice.kind === 'tenant' ? flow.choice.tenant.displayName : undefined
    }
  }

  /** The page that comes next, or the end. */
  async advance(c: Context<PracticeEnv>, flow: SignInFlow): Promise<Response> {
    const { signedIn, candidate } = flow
    if (candidate === undefined) return this.showAccounts(c, flow)
    if (signedIn === undefined) return showPage(c, passwordPage(this.asking(flow), candidate))
    const tenant = this.#tenantFor(flow, signedIn.user)
    let membership
    try {
      membership = requireMembership(tenant, signedIn, flow.application)
    } catch (error) {
      if (!(error instanceof EntraError)) throw error
      return showPage(c, errorPage(error.message, makeTrace(c.get('nowMs'), undefined), flow.id), 400)
    }
    if (flow.purpose.kind === 'device' && !flow.confirmed)
      return showPage(c, confirmPage(this.asking(flow), signedIn.user))
    if (!flow.cleared) {
      try {
        await applySignInWeather(this.#cloud, c, this.#identity(flow, signedIn.user, tenant), { onPage: true })
      } catch (error) {
        if (!(error instanceof EntraError)) throw error
        return this.#block(c, flow, error)
      }
      flow.cleared = true
    }
    const missing = this.missingConsents(flow, tenant, membership)
    if (missing.length > 0 && !flow.consented) return this.#askConsent(c, flow, signedIn.user, missing)
    if (missing.length > 0) this.#cloud.weather.noteConsent(this.#identity(flow, signedIn.user, tenant))
    for (const one of missing) {
      recordConsent(this.#cloud.world, flow.application, tenant.tenantId, membership.objectId, one.resource.appId)
    }
    return this.#finish(c, flow, signedIn, tenant)
  }

  showAccounts(c: Context<PracticeEnv>, flow: SignInFlow, typed = '', problem?: string): Answer {
    const { choice } = flow
    const users = this.#cloud.world.users.filter(
      (user) => choice.kind !== 'tenant' || membershipIn(user, choice.tenant.tenantId) !== undefined
    )
    return showPage(c, accountPage(this.asking(flow), users.slice(0, LISTED_ACCOUNTS), typed, problem))
  }

  /** Ends a flow without a token. */
  refuse(c: Context<PracticeEnv>, flow: SignInFlow, error: EntraError, subcode?: string): Answer {
    this.#flows.end(flow)
    const { purpose, application } = flow
    if (purpose.kind === 'device') {
      if (purpose.device.outcome.kind === 'pending') purpose.device.outcome = { kind: 'declined' }
      return showPage(c, cancelledPage(application.displayName))
    }
    const trace = makeTrace(c.get('nowMs'), undefined)
    return sendBack(c, purpose.reply, [
      ['error', error.entry.error],
      ['error_subcode', subcode],
      ['error_description', describeError(error, trace)],
      ['state', purpose.reply.state]
    ])
  }

  /** The resources that the application asks for and that nobody has agreed to yet. */
  missingConsents(flow: SignInFlow, tenant: Tenant, membership: Membership): ResourceRequest[] {
    const user = flow.signedIn?.user ?? flow.candidate
    const forced =
      flow.prompt === 'consent' ||
      (user !== undefined && this.#cloud.weather.lacksConsent(this.#identity(flow, user, tenant)))
    return flow.scopes.resources.filter(
      (one) =>
        forced ||
        !isConsented(this.#cloud.world, flow.application, tenant.tenantId, membership.objectId, one.resource.appId)
    )
  }

  #identity(flow: SignInFlow, user: User, tenant: Tenant): Identity {
    const resources = flow.scopes.resources.map(({ resource }) => resource)
    const asks = { user, application: flow.application, resources, tenant }
    return signInIdentity(flow.purpose.kind === 'device' ? 'device-code' : 'sign-in-page', asks)
  }

  /** Tells the person that they may not; the application hears it too where it asked for no page, or waits with a device code. */
  #block(c: Context<PracticeEnv>, flow: SignInFlow, error: EntraError): Answer {
    const { purpose } = flow
    if (purpose.kind === 'device') purpose.device.outcome = { kind: 'refused', error }
    else if (flow.prompt === 'none') return this.refuse(c, flow, error)
    return showPage(c, errorPage(error.message, makeTrace(c.get('nowMs'), undefined), flow.id), 400)
  }

  #tenantFor(flow: SignInFlow, user: User): Tenant {
    if (flow.choice.kind === 'tenant') return flow.choice.tenant
    const home = findTenant(this.#cloud.world, user.memberships[0].tenantId)
    if (home === undefined) throw new EntraError(50059)
    return home
  }

  #askConsent(c: Context<PracticeEnv>, flow: SignInFlow, user: User, missing: readonly ResourceRequest[]): Answer {
    const permissions = missing.flatMap((one) =>
      grantedPermissions(one).map((permission) => ({
        resource: one.resource.displayName,
        text: one.resource.scopes[permission] ?? permission
      }))
    )
    return showPage(c, consentPage(this.asking(flow), user, permissions))
  }

  #finish(c: Context<PracticeEnv>, flow: SignInFlow, signedIn: SignedIn, tenant: Tenant): Answer {
    this.#flows.end(flow)
    const { purpose, application, scope } = flow
    if (purpose.kind === 'device') {
      purpose.device.outcome = { kind: 'approved', signedIn, tenantId: tenant.tenantId }
      return showPage(c, donePage(application.displayName))
    }
    const { reply } = purpose
    const code = this.#cloud.grants.addCode({
      application,
      signedIn,
      tenantId: tenant.tenantId,
      scope,
      redirectUri: reply.redirectUri,
      nonce: reply.nonce,
      challenge: reply.challenge,
      challengeMethod: reply.challengeMethod,
      expiresAtMs: c.get('nowMs') + CODE_LIFE_MS,
      redeemed: false
    })
    const home = signedIn.user.memberships[0]
    const clientInfo = Buffer.from(JSON.stringify({ uid: home.objectId, utid: home.tenantId })).toString('base64url')
    return sendBack(c, reply, [
      ['code', code],
      ['client_info', reply.clientInfo ? clientInfo : undefined],
      ['state', reply.state],
      ['session_state', signedIn.sessionId]
    ])
  }
}
