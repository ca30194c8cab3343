import { randomBytes } from 'node:crypto'
import type { Application, User } from '../world/model.ts'
import type { DeviceGrant, SignedIn } from './grants.ts'
import type { ResponseMode, ResponseType } from './response-type.ts'
import type { ScopeRequest } from './scopes.ts'
import type { TenantChoice } from './tenant-segment.ts'

/** How an authorize request wants its answer. */
export interface AuthorizeReply {
  redirectUri: string
  responseMode: ResponseMode
  responseTypes: readonly ResponseType[]
  state: string | undefined
  nonce: string | undefined
  challenge: string | undefined
  challengeMethod: 'S256' | 'plain'
  clientInfo: boolean
}

/** One person on the sign-in pages, from the first page to the answer. */
export interface SignInFlow {
  id: string
  application: Application
  choice: TenantChoice
  scope: string
  scopes: ScopeRequest
  prompt: string | undefined
  /** Only accounts of this domain are listed. */
  domainHint?: string | undefined
  purpose:
    | { kind: 'authorize'; reply: AuthorizeReply }
    | { kind: 'device'; device: DeviceGrant }
    | { kind: 'admin-consent'; version: 1 | 2; reply: AuthorizeReply }
  candidate: User | undefined
  signedIn: SignedIn | undefined
  /** "Are you trying to sign in to …?" has been answered; only the device flow asks. */
  confirmed: boolean
  /** The weather has let this sign-in pass. */
  cleared: boolean
  /** The consent page has been answered with Accept, for the person or for everybody in the tenant. */
  consented: boolean
  forEverybody?: boolean
  /** The password was right but has expired: this person may choose a new one. */
  mayUpdatePassword?: User
  /** Whether the person has to be asked to stay signed in. */
  asksToStay?: boolean
}

const KEPT = 500

/** The flows under way; the oldest are forgotten. */
export class SignInFlows {
  readonly #flows = new Map<string, SignInFlow>()

  start(flow: Omit<SignInFlow, 'id' | 'candidate' | 'signedIn' | 'confirmed' | 'cleared' | 'consented'>): SignInFlow {
    const started: SignInFlow = {
      ...flow,
      id: randomBytes(18).toString('base64url'),
      candidate: undefined,
      signedIn: undefined,
      confirmed: false,
      cleared: false,
      consented: false
    }
    this.#flows.set(started.id, started)
    const oldest = this.#flows.keys().next().value
    if (this.#flows.size > KEPT && oldest !== undefined) this.#flows.delete(oldest)
    return started
  }

  find(id: string): SignInFlow | undefined {
    return this.#flows.get(id)
  }

  end(flow: SignInFlow): void {
    this.#flows.delete(flow.id)
  }
}
