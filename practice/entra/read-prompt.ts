import { EntraError } from './entra-error.ts'
import type { SignedIn } from './grants.ts'

const LONGEST_HINT = 200
const PROMPTS = ['login', 'none', 'consent', 'select_account']
/** What `domain_hint` says when it names a kind of account instead of a domain. */
const KINDS_OF_ACCOUNT = ['organizations', 'consumers']

/** Whom and what an authorize request asks the pages for. */
export interface Prompt {
  prompt: string | undefined
  /** A user principal name. */
  hint: string | undefined
  domainHint: string | undefined
  /** How old a session may be for this request. */
  maxAgeSeconds: number | undefined
}

/** The `login_hint` claim of an id token stands for the name that it was made from. */
const nameInHint = (hint: string): string =>
  (hint.startsWith('O.') ? Buffer.from(hint.slice(2), 'base64url').toString('utf8') : hint).slice(0, LONGEST_HINT)

/** Reads prompt, login_hint, domain_hint and max_age; 90023 for a prompt that Entra ID does not have. */
export const readPrompt = (fields: ReadonlyMap<string, string>): Prompt => {
  const prompt = fields.get('prompt')
  if (prompt !== undefined && prompt !== '' && !PROMPTS.includes(prompt))
    throw new EntraError(90023, { field: 'prompt' })
  const hint = fields.get('login_hint')
  const domain = fields.get('domain_hint')
  const maxAge = fields.get('max_age')
  return {
    prompt: prompt === '' ? undefined : prompt,
    hint: hint === undefined || hint === '' ? undefined : nameInHint(hint),
    domainHint: domain === undefined || domain === '' || KINDS_OF_ACCOUNT.includes(domain) ? undefined : domain,
    maxAgeSeconds: maxAge !== undefined && /^\d{1,9}$/.test(maxAge) ? Number(maxAge) : undefined
  }
}

/** The session that is meant: the one of the hint, or the only one that is young enough; 16000 when it could be several. */
export const usableSession = (
  known: readonly SignedIn[],
  { hint, maxAgeSeconds }: Prompt,
  nowMs: number
): SignedIn | undefined => {
  const young = known.filter(({ at }) => maxAgeSeconds === undefined || nowMs - at <= maxAgeSeconds * 1000)
  if (hint !== undefined) return young.find((one) => one.user.userPrincipalName.toLowerCase() === hint.toLowerCase())
  if (young.length > 1) throw new EntraError(16000)
  return young[0]
}
