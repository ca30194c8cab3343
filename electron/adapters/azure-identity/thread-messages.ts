import type { ChainStep, WantedIdentity } from '#contract/model'

/** Which credential of the library is to prove itself: a managed identity, the whole chain, or one step of it. */
export type Wanted =
  | { kind: 'managed-identity'; identity: WantedIdentity }
  | { kind: 'chain' }
  | { kind: 'step'; step: ChainStep; tenantId: string | null }

/** What the thread is started with. */
export interface Asked {
  wanted: Wanted
  scope: string
  /** Origin of the cloud's sign-in service, and whether the library has to take it on trust. */
  authorityHost: string
  isPrivate: boolean
}

/** What it says of the steps of the chain: which there are, and how each begins and ends. */
export type StepSaid =
  | { kind: 'chain'; steps: ChainStep[] }
  | { kind: 'step-began'; step: ChainStep }
  | { kind: 'step-ended'; step: ChainStep; tookMs: number; end: 'used' | 'unavailable' | 'refused'; message: string }

/** What the thread says: requests that it cannot send itself, steps, and in the end a token or why there is none. */
export type Said =
  | StepSaid
  | {
      kind: 'request'
      id: number
      url: string
      method: 'GET' | 'POST'
      headers: Record<string, string>
      body: string | null
      /** 0 for the sender's own limit. */
      timeoutMs: number
    }
  | { kind: 'token'; accessToken: string; expiresAt: number }
  | { kind: 'refused'; message: string }

/** The answer to one of its requests; null where none came, `late` where it took too long. */
export interface Answered {
  id: number
  answer: { status: number; headers: Record<string, string>; body: string } | null
  late: boolean
}
