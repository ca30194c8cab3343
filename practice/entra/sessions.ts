import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { User } from '../world/model.ts'
import type { SignedIn } from './grants.ts'
import { isRevoked } from './token/user-policy.ts'

const KEPT = 1_000
const KEPT_SIGNED_IN_SECONDS = 90 * 86_400

/** Who is signed in in which browser, so that a second sign-in needs no password. */
export class Sessions {
  readonly #byCookie = new Map<string, SignedIn[]>()
  readonly #cookieName: string

  constructor(cloud: Pick<CloudContext, 'endpoints'>) {
    // Cookies on localhost are shared by all its ports: the port in the name keeps several clouds apart.
    this.#cookieName = `practice-session-${new URL(cloud.endpoints.login).port}`
  }

  /** Those that have not been revoked since. */
  signedIn(c: Context<PracticeEnv>): readonly SignedIn[] {
    const all = this.#byCookie.get(getCookie(c, this.#cookieName) ?? '') ?? []
    return all.filter(({ user, at }) => !isRevoked(user, at))
  }

  signIn(c: Context<PracticeEnv>, user: User): SignedIn {
    return this.#keep(c, { user, at: c.get('nowMs'), sessionId: randomUUID(), amr: ['pwd'] })
  }

  /** The same session with a second factor; what was given out before keeps saying that it had none. */
  passMfa(c: Context<PracticeEnv>, signedIn: SignedIn): SignedIn {
    return this.#keep(c, { ...signedIn, amr: ['pwd', 'mfa'] })
  }

  /** The same session, which outlives the browser's window. */
  stay(c: Context<PracticeEnv>, signedIn: SignedIn): SignedIn {
    return this.#keep(c, { ...signedIn, stays: true })
  }

  #keep(c: Context<PracticeEnv>, signedIn: SignedIn): SignedIn {
    const known = getCookie(c, this.#cookieName)
    const cookie = known !== undefined && this.#byCookie.has(known) ? known : randomUUID()
    const others = (this.#byCookie.get(cookie) ?? []).filter((one) => one.user !== signedIn.user)
    const all = [...others, signedIn]
    this.#byCookie.set(cookie, all)
    const oldest = this.#byCookie.keys().next().value
    if (this.#byCookie.size > KEPT && oldest !== undefined) this.#byCookie.delete(oldest)
    const life = all.some(({ stays }) => stays === true) ? { maxAge: KEPT_SIGNED_IN_SECONDS } : {}
    setCookie(c, this.#cookieName, cookie, { httpOnly: true, sameSite: 'Lax', path: '/', ...life })
    return signedIn
  }

  signOut(c: Context<PracticeEnv>): void {
    this.#byCookie.delete(getCookie(c, this.#cookieName) ?? '')
  }
}
