import { CommanderError } from 'commander'
import type { CloudName, Profile } from '#contract/model'
import type { VaultIndex } from '../services/ports.ts'
import { findProfile, profileNamed } from '../services/stored-profiles.ts'

/** The profile that `--profile` names by ID or name, or whose cloud `--cloud` names; null where neither is given. */
export function pickProfile(index: VaultIndex, options: { profile?: string; cloud?: CloudName }): Profile | null {
  const { profile, cloud } = options
  if (profile !== undefined) return inCloud(profileNamed(index, profile), cloud)
  return cloud === undefined ? null : findProfile(index, cloud)
}

/** The profile, unless `--cloud` names another one than its own. */
export function inCloud(profile: Profile, cloud: CloudName | undefined): Profile {
  if (cloud === undefined || cloud === profile.cloud) return profile
  throw wrongUsage(`the profile ${profile.name} is in the cloud ${profile.cloud}, but --cloud says ${cloud}`)
}

/** Code of what `wrongUsage` makes: Commander has not printed it. */
export const wrongUsageCode = 'graticule.wrong-usage'

/** Arguments that contradict each other, where only the vault can tell. */
export function wrongUsage(problem: string): CommanderError {
  return new CommanderError(2, wrongUsageCode, `error: ${problem}`)
}
