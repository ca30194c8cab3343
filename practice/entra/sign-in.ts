import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { applySignInWeather } from '../weather/apply-weather.ts'
import { signInIdentity } from '../weather/identities.ts'
import type { Identity } from '../weather/match.ts'
import { findTenant, membershipIn } from '../world/directory.ts'
import type { Membership, Tenant, User } from '../world/model.ts'
import { finishAdminConsent } from './finish-admin-consent.ts'
import { sendBack } from './authorize-reply.ts'
import { listPermissions, missingConsents, needsAdministrator, recordConsents } from './consents.ts'
import { describeError, makeTrace } from './error-body.ts'
import { EntraError } from './entra-error.ts'
import { type Arrived, finishAuthorize } from './finish-authorize.ts'
import { passedMfa, wantsMfa } from './mfa.ts'
import { adminNeededPage, consentPage } from './pages/consent-pages.ts'
import { cancelledPage, donePage, errorPage } from './pages/end-pages.ts'
import { mfaPage, stayPage } from './pages/proof-pages.ts'
import { showPage } from './pages/show-page.ts'
import { accountPage, type Asking, confirmPage, passwordPage } from './pages/sign-in-pages.ts'
import type { ResourceRequest } from './scopes.ts'
import type { SignInFlow, SignInFlows } from './sign-in-flow.ts'
import { requireMembership } from './token/admit-user.ts'
import { isTooOld, requireAssignment } from './token/user-policy.ts'

const LISTED_ACCOUNTS = 10
/** What the admin consent endpoints call a refusal. */
const REFUSED_CONSENT = { 1: 'permission_denied', 2: 'consent_required' }

type Answer = Response | Promise<Response>

const isAtDomain = (user: User, domain: string): boolean =>
  user.userPrincipalName.toLowerCase().endsWith(`@${domain.toLowerCase()}`)

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
    const tenant = this.tenantFor(flow, signedIn.user)
    if (isTooOld(tenant, signedIn, c.get('nowMs'))) {
      flow.signedIn = undefined
      return showPage(c, passwordPage(this.asking(flow), candidate))
    }
    let membership
    try {
      membership = requireMembership(tenant, signedIn, flow.application)
      requireAssignment(this.#cloud.world, flow.application, tenant, membership)
    } catch (error) {
      if (!(error instanceof EntraError)) throw error
      return showPage(c, errorPage(error.message, makeTrace(c.get('nowMs'), undefined), flow.id), 400)
    }
    if (wantsMfa(tenant, signedIn.user, membership) && !passedMfa(signedIn))
      return showPage(c, mfaPage(this.asking(flow), signedIn.user, this.oneClick))
    if (flow.asksToStay === true && tenant.asksToStaySignedIn)
      return showPage(c, stayPage(this.asking(flow), signedIn.user))
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
    const mayAgree = membership.administrator || !this.#needsAdministrator(flow, missing)
    if (missing.length > 0 && (!flow.consented || !mayAgree))
      return this.#askConsent(c, flow, signedIn.user, missing, membership)
    if (missing.length > 0) this.#cloud.weather.noteConsent(this.#identity(flow, signedIn.user, tenant))
    const forEverybody =
      (flow.forEverybody === true || flow.purpose.kind === 'admin-consent') && membership.administrator
    recordConsents(this.#cloud, flow.application, missing, membership, forEverybody)
    return this.#finish(c, flow, { signedIn, tenant, membership })
  }

  /** Whether people may come in without password and code. */
  get oneClick(): boolean {
    return this.#cloud.world.oneClickSignIn
  }

  showAccounts(c: Context<PracticeEnv>, flow: SignInFlow, typed = '', problem?: string): Answer {
    const { choice } = flow
    const listed = this.#cloud.world.users
      .filter((user) => choice.kind !== 'tenant' || membershipIn(user, choice.tenant.tenantId) !== undefined)
      .filter((user) => flow.domainHint === undefined || isAtDomain(user, flow.domainHint))
    const users = listed.slice(0, LISTED_ACCOUNTS)
    return showPage(c, accountPage(this.asking(flow), { users, oneClick: this.oneClick }, typed, problem))
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
    if (purpose.reply.redirectUri === '') return showPage(c, errorPage(error.message, trace), 400)
    return sendBack(c, purpose.reply, [
      ['error', purpose.kind === 'admin-consent' ? REFUSED_CONSENT[purpose.version] : error.entry.error],
      ['error_subcode', subcode],
      ['error_description', describeError(error, trace)],
      ['claims', error.entry.claims],
      ['state', purpose.reply.state]
    ])
  }

  /** The resources that the application asks for and that nobody has agreed to yet. */
  missingConsents(flow: SignInFlow, tenant: Tenant, membership: Membership): ResourceRequest[] {
    const user = flow.signedIn?.user ?? flow.candidate
    const forced =
      flow.prompt === 'consent' ||
      (user !== undefined && this.#cloud.weather.lacksConsent(this.#identity(flow, user, tenant)))
    return missingConsents(this.#cloud, flow.application, flow.scopes.resources, membership, forced)
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

  /** The tenant that is meant: the one of the address, or the person's own. */
  tenantFor(flow: SignInFlow, user: User): Tenant {
    if (flow.choice.kind === 'tenant') return flow.choice.tenant
    const home = findTenant(this.#cloud.world, user.memberships[0].tenantId)
    if (home === undefined) throw new EntraError(50059)
    return home
  }

  #needsAdministrator({ purpose }: SignInFlow, missing: readonly ResourceRequest[]): boolean {
    return purpose.kind === 'admin-consent' || needsAdministrator(missing)
  }

  #askConsent(
    c: Context<PracticeEnv>,
    flow: SignInFlow,
    user: User,
    missing: readonly ResourceRequest[],
    { administrator }: Membership
  ): Answer {
    const permissions = listPermissions(missing)
    if (administrator || !this.#needsAdministrator(flow, missing)) {
      const mayChoose = administrator && flow.purpose.kind !== 'admin-consent'
      return showPage(c, consentPage(this.asking(flow), user, permissions, mayChoose))
    }
    return showPage(c, adminNeededPage(this.asking(flow), user, permissions, new EntraError(90094).message))
  }

  #finish(c: Context<PracticeEnv>, flow: SignInFlow, arrived: Arrived): Answer {
    this.#flows.end(flow)
    const { purpose, application } = flow
    if (purpose.kind === 'device') {
      purpose.device.outcome = { kind: 'approved', signedIn: arrived.signedIn, tenantId: arrived.tenant.tenantId }
      return showPage(c, donePage(application.displayName))
    }
    if (purpose.kind === 'admin-consent') return finishAdminConsent(this.#cloud, c, flow, purpose, arrived.tenant)
    return finishAuthorize(this.#cloud, c, flow, purpose.reply, arrived)
  }
}
