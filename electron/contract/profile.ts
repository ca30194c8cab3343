import type { CloudName } from './cloud.ts'

/** The colours that tell profiles apart at a glance; the name always stands beside them. */
export const profileColours = ['teal', 'blue', 'violet', 'magenta', 'red', 'orange', 'green', 'slate'] as const

/** One of them. */
export type ProfileColour = (typeof profileColours)[number]

/** Most characters that a profile's name has. */
export const longestProfileName = 60

/** Accounts, targets and tokens that belong together and are seen by no other profile; it stays in its cloud. */
export interface Profile {
  /** The cloud's name for its first profile, `<cloud>-<UUID>` for a further one. */
  profileId: string
  name: string
  colour: ProfileColour
  cloud: CloudName
}

/** A profile with what is in it. */
export interface ProfileSummary extends Profile {
  accounts: number
  targets: number
  inUse: boolean
}

/** How a person or an application signs in. */
export const signInMethods = [
  'interactive',
  'device-code',
  'client-secret',
  'certificate',
  'managed-identity',
  'default'
] as const

/** One of them. */
export type SignInMethod = (typeof signInMethods)[number]

/** What the sign-in form of a profile starts with; null where the usual is meant. */
export interface SignInDefaults {
  /** Directory (tenant) ID or domain. */
  tenant: string | null
  /** Application (client) ID. */
  clientId: string | null
  method: SignInMethod | null
}

/** A profile that has no defaults of its own. */
export const noDefaults: SignInDefaults = { tenant: null, clientId: null, method: null }

const shape = /^(public|usgov|china|practice)(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/

/** The cloud that a profile's ID names, for good; null for what is no such ID. */
export function cloudOfProfile(profileId: string): CloudName | null {
  return (shape.exec(profileId)?.[1] as CloudName | undefined) ?? null
}

/** The profile that an account belongs to, for good: the ID that its own ID begins with. */
export function profileOfAccount(accountId: string): string {
  return accountId.split('.', 1)[0] ?? ''
}

/** ID of the sealed access key of a target; one of a further profile does not open for a target that was moved out of it. */
export function sharedKeyId(
  { targetId, profileId }: { targetId: string; profileId: string },
  name: 'primary' | 'secondary'
): string {
  const cloud = cloudOfProfile(profileId)
  const place = cloud === null || cloud === profileId ? '' : `${profileId}.`
  return `${place}${targetId}~${name}`
}
