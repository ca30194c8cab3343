import type { CloudName, Profile, ProfileColour } from '#contract/model'
import { cloudOfProfile, profileColours, profileOfAccount } from '#contract/profile'
import { cloudLabels } from '../knowledge/clouds.ts'
import { AppFailure } from './app-failure.ts'
import { cleanName } from './input.ts'
import type { VaultIndex } from './ports.ts'
import { membersOf } from './stored-shape.ts'
import { toStoredTarget } from './stored-target.ts'

/** What the index keeps of a profile; its cloud stands in its ID, where nobody can change it. */
export interface StoredProfile {
  name: string
  colour: ProfileColour
  /** Whether sign-in defaults of it are sealed, so that their loss is noticed. */
  hasDefaults: boolean
}

const firstColours: Record<CloudName, ProfileColour> = {
  public: 'teal',
  usgov: 'blue',
  china: 'red',
  practice: 'orange'
}

/** A profile by its ID; the first one of each cloud needs no entry. Null where there is none. */
export function findProfile(index: VaultIndex, profileId: string): Profile | null {
  const cloud = cloudOfProfile(profileId)
  if (cloud === null) return null
  const stored = toStoredProfile(index.get('profile', profileId))
  if (stored !== null) return { profileId, ...stored, cloud }
  return profileId === cloud ? { profileId, name: cloudLabels[cloud], colour: firstColours[cloud], cloud } : null
}

/** Profiles that were added or changed, that something is in, or that are the given one; by name. */
export function knownProfiles(index: VaultIndex, inUse: string | null): Profile[] {
  const ids = [
    ...index.list('profile').map(({ id }) => id),
    ...index.list('account').map(({ id }) => profileOfAccount(id)),
    ...index.list('target').flatMap(({ id, value }) => toStoredTarget(id, value)?.profileId ?? []),
    ...(inUse === null ? [] : [inUse])
  ]
  return [...new Set(ids)]
    .map((id) => findProfile(index, id))
    .filter((profile) => profile !== null)
    .sort((a, b) => byName.compare(a.name, b.name))
}

/** A profile by ID or name; a cloud's name is the ID of its first one. */
export function profileNamed(index: VaultIndex, wanted: string): Profile {
  const found =
    findProfile(index, wanted) ?? knownProfiles(index, null).find(({ name }) => folded(name) === folded(wanted))
  if (found === undefined) throw new AppFailure({ code: 'not-found', what: 'profile', name: wanted })
  return found
}

/** True where no other profile, and no cloud's first one, is called so, and no ID of a profile reads so. */
export function isNameFree(index: VaultIndex, name: string, profileId: string | null): boolean {
  if (cloudOfProfile(folded(name)) !== null) return false
  const firsts = (Object.keys(cloudLabels) as CloudName[]).map((cloud) => findProfile(index, cloud))
  return [...knownProfiles(index, null), ...firsts].every(
    (other) => other === null || other.profileId === profileId || folded(other.name) !== folded(name)
  )
}

/** The same for names that people take for the same. */
function folded(name: string): string {
  return cleanName(name).normalize('NFC').toLowerCase()
}

const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** Whether the index says that sign-in defaults of the profile are sealed. */
export function hasStoredDefaults(index: VaultIndex, profileId: string): boolean {
  return membersOf(index.get('profile', profileId))?.hasDefaults === true
}

function toStoredProfile(value: unknown): Pick<Profile, 'name' | 'colour'> | null {
  const { name, colour } = membersOf(value) ?? {}
  const known = profileColours.find((one) => one === colour)
  return typeof name === 'string' && known !== undefined ? { name, colour: known } : null
}
