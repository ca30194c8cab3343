import type { WantedIdentity } from '#contract/model'

/** What the thread is started with: which identity is to prove itself, and for which scope. */
export interface Asked {
  identity: WantedIdentity
  scope: string
}

/** What the thread says: requests that it cannot send itself, and in the end a token or why there is none. */
export type Said =
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
