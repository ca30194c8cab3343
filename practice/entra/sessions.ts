import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { User } from '../world/model.ts'
import type { SignedIn } from './grants.ts'

const KEPT = 1_000

/** Who is signed in in which browser, so that a second sign-in needs no password. */
export class Sessions {
  readonly #byCookie = new Map<string, SignedIn[]>()
  readonly #cookieName: string

  constructor(cloud: Pick<CloudContext, 'endpoints'>) {
    // Cookies on localhost are shared by all its ports: the port in the name keeps several clouds apart.
    this.#cookieName = `practice-session-${new URL(cloud.endpoints.login).port}`
  }

  signedIn(c: Context<PracticeEnv>): readonly SignedIn[] {
    return this.#byCookie.get(getCookie(c, this.#cookieName) ?? '') ?? []
  }

  signIn(c: Context<PracticeEnv>, user: User): SignedIn {
    const known = getCookie(c, this.#cookieName)
    const cookie = known !== undefined && this.#byCookie.has(known) ? known : randomUUID()
    const others = (this.#byCookie.get(cookie) ?? []).filter((one) => one.user !== user)
    const signedIn = { user, at: c.get('nowMs'), sessionId: randomUUID() }
    this.#byCookie.set(cookie, [...others, signedIn])
    const oldest = this.#byCookie.keys().next().value
    if (this.#byCookie.size > KEPT && oldest !== undefined) this.#byCookie.delete(oldest)
    setCookie(c, this.#cookieName, cookie, { httpOnly: true, sameSite: 'Lax', path: '/' })
    return signedIn
  }

  signOut(c: Context<PracticeEnv>): void {
    this.#byCookie.delete(getCookie(c, this.#cookieName) ?? '')
  }
}
