import { randomBytes, randomInt } from 'node:crypto'
import type { Application, User } from '../world/model.ts'
import type { EntraError } from './entra-error.ts'

/** How the person got here; it is written into the tokens. */
export interface SignedIn {
  user: User
  /** Epoch milliseconds. */
  at: number
  sessionId: string
  /** How the person proved who they are; the password alone where left out. */
  amr?: readonly ('pwd' | 'mfa')[]
  /** Whether the person wants to stay signed in in this browser. */
  stays?: boolean
}

/** An authorization code that waits to be redeemed. */
export interface CodeGrant {
  application: Application
  signedIn: SignedIn
  tenantId: string
  scope: string
  redirectUri: string
  nonce: string | undefined
  challenge: string | undefined
  challengeMethod: 'S256' | 'plain'
  /** Whether it goes to a page in a browser that redeems it itself. */
  toSpa: boolean
  expiresAtMs: number
  redeemed: boolean
}

/** A refresh token; it belongs to a person and a client, to no tenant and no resource. */
export interface RefreshGrant {
  application: Application
  signedIn: SignedIn
  tenantId: string
  scope: string
  /** Epoch milliseconds; after 90 days without use it is refused. */
  issuedAtMs: number
  /** Epoch milliseconds of the sign-in of a page in a browser, whose refresh tokens end a day later. */
  spaSinceMs?: number | undefined
}

/** One device code and how far its sign-in has come. */
export interface DeviceGrant {
  deviceCode: string
  userCode: string
  application: Application
  /** As the client wrote it in the path: a tenant id or `organizations`. */
  tenantSegment: string
  scope: string
  expiresAtMs: number
  outcome:
    | { kind: 'pending' }
    | { kind: 'approved'; signedIn: SignedIn; tenantId: string }
    | { kind: 'declined' }
    | { kind: 'refused'; error: EntraError }
    | { kind: 'redeemed' }
}

const KEPT = 5_000
/** Letters and digits that nobody confuses on a phone. */
const USER_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ23456789'

const remember = <T>(map: Map<string, T>, key: string, value: T): void => {
  map.set(key, value)
  const oldest = map.keys().next().value
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest)
}

const opaque = (mark: string, bytes: number): string => `${mark}${randomBytes(bytes).toString('base64url')}`

/** The codes and refresh tokens of one practice cloud, in memory. */
export class Grants {
  readonly #codes = new Map<string, CodeGrant>()
  readonly #refreshTokens = new Map<string, RefreshGrant>()
  readonly #devices = new Map<string, DeviceGrant>()
  readonly #tokens = new Map<string, { atMs: number; signedIn: SignedIn }>()

  addCode(grant: CodeGrant): string {
    const code = opaque('1.AXpracticecode', 96)
    remember(this.#codes, code, grant)
    return code
  }

  code(code: string): CodeGrant | undefined {
    return this.#codes.get(code)
  }

  addRefreshToken(grant: RefreshGrant): string {
    const token = opaque('1.AXpracticerefresh', 160)
    remember(this.#refreshTokens, token, grant)
    return token
  }

  refreshToken(token: string): RefreshGrant | undefined {
    return this.#refreshTokens.get(token)
  }

  /** Remembers a person's access token: to the millisecond when it was made (its own times are whole seconds, and dated back), and the sign-in behind it. */
  noteToken(uti: string, atMs: number, signedIn: SignedIn): void {
    remember(this.#tokens, uti, { atMs, signedIn })
  }

  tokenMadeAt(uti: string): number | undefined {
    return this.#tokens.get(uti)?.atMs
  }

  signInBehind(uti: string): SignedIn | undefined {
    return this.#tokens.get(uti)?.signedIn
  }

  addDevice(grant: Omit<DeviceGrant, 'deviceCode' | 'userCode' | 'outcome'>): DeviceGrant {
    const userCode = Array.from({ length: 9 }, () =>
      USER_CODE_LETTERS.charAt(randomInt(USER_CODE_LETTERS.length))
    ).join('')
    const device: DeviceGrant = { ...grant, userCode, deviceCode: opaque(userCode, 96), outcome: { kind: 'pending' } }
    remember(this.#devices, device.deviceCode, device)
    return device
  }

  device(deviceCode: string): DeviceGrant | undefined {
    return this.#devices.get(deviceCode)
  }

  deviceByUserCode(userCode: string): DeviceGrant | undefined {
    const typed = userCode.replace(/[\s-]/g, '').toUpperCase()
    return [...this.#devices.values()].find((device) => device.userCode === typed)
  }
}
