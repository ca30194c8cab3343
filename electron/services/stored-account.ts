import type { Account, AccountKind, ApplicationCredential } from '#contract/model'
import { cloudOfProfile, profileOfAccount } from '#contract/profile'
import { areTexts, isMoment, membersOf } from './stored-shape.ts'

/** What the index keeps of an account. */
export type StoredAccount = Omit<Account, 'inUse'>

const kinds: readonly unknown[] = ['user', 'application'] satisfies AccountKind[]
const states: readonly unknown[] = ['ready', 'sign-in-needed', 'damaged'] satisfies Account['state'][]
const credentials: readonly ApplicationCredential[] = ['client-secret', 'certificate']

/**
 * The account that an entry of the index holds; null where it holds none. Where it belongs is read from its ID, which what
 * the vault holds of it is sealed with, and from nothing else.
 */
export function toStoredAccount(accountId: string, value: unknown): StoredAccount | null {
  const account = membersOf(value)
  if (account?.accountId !== accountId || !kinds.includes(account.kind) || !states.includes(account.state)) return null
  const { username, displayName, homeTenantId, clientId, signedInAt, credentialExpiresAt } = account
  if (!areTexts(username, displayName, homeTenantId, clientId) || !isMoment(signedInAt)) return null
  const profileId = profileOfAccount(accountId)
  const cloud = cloudOfProfile(profileId)
  if (cloud === null) return null
  // Accounts that were stored before certificates were known do not say what they prove themselves with.
  const said = credentials.find((one) => one === account.credential) ?? 'client-secret'
  return {
    ...(account as unknown as StoredAccount),
    profileId,
    cloud,
    credential: account.kind === 'user' ? null : said,
    credentialExpiresAt: isMoment(credentialExpiresAt) ? credentialExpiresAt : null
  }
}
