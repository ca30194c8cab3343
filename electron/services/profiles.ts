import type { CloudName, Profile, ProfileColour, ProfileSummary, SignInDefaults } from '#contract/model'
import { longestProfileName } from '#contract/profile'
import type { Accounts } from './accounts.ts'
import { AppFailure } from './app-failure.ts'
import { cleanName, parseRequired } from './input.ts'
import type { Ids, Vault } from './ports.ts'
import { requireVault } from './require-vault.ts'
import type { Settings } from './settings.ts'
import { isAnyGiven, parseDefaults, SignInDefaultsOfProfiles } from './sign-in-defaults.ts'
import {
  findProfile,
  hasStoredDefaults,
  isNameFree,
  knownProfiles,
  profileNamed,
  type StoredProfile
} from './stored-profiles.ts'
import type { Targets } from './targets.ts'

interface ProfilesParts {
  vault: Vault
  settings: Settings
  accounts: Accounts
  targets: Targets
  ids: Ids
}

/** The profiles: what belongs to one is seen in it alone. */
export class Profiles {
  readonly #parts: ProfilesParts
  readonly #defaults: SignInDefaultsOfProfiles
  readonly #forgotten: ((profileId: string) => Promise<void>)[] = []

  constructor(parts: ProfilesParts) {
    this.#parts = parts
    this.#defaults = new SignInDefaultsOfProfiles(parts.vault)
  }

  /** All of them, by name. */
  list(): ProfileSummary[] {
    const { vault, settings, accounts, targets } = this.#parts
    const inUse = settings.profile()?.profileId ?? null
    const [people, services] = [accounts.everywhere(), targets.everywhere()]
    return knownProfiles(vault.index, inUse).map((profile) => {
      const isHere = ({ profileId }: { profileId: string }): boolean => profileId === profile.profileId
      return {
        ...profile,
        accounts: people.filter(isHere).length,
        targets: services.filter(isHere).length,
        inUse: profile.profileId === inUse
      }
    })
  }

  /** A profile by ID or name. */
  named(wanted: string): Profile {
    return profileNamed(this.#parts.vault.index, wanted)
  }

  /** Adds a profile, or changes one; the first of a cloud may be changed before anything is in it. */
  async save(request: {
    profileId: string | null
    cloud: CloudName
    name: string
    colour: ProfileColour
    defaults: SignInDefaults | null
  }): Promise<ProfileSummary> {
    const { vault, ids } = this.#parts
    const profileId = request.profileId === null ? null : this.#find(request.profileId).profileId
    const name = this.#parseName(request.name, profileId)
    const defaults = request.defaults === null ? null : parseDefaults(request.defaults)
    const id = profileId ?? `${request.cloud}-${ids.next()}`
    // First what can be refused: a profile that is there has the defaults it was given.
    if (defaults !== null) await this.#defaults.write(id, defaults)
    const hasDefaults = defaults === null ? hasStoredDefaults(vault.index, id) : isAnyGiven(defaults)
    await vault.index.put('profile', id, { name, colour: request.colour, hasDefaults } satisfies StoredProfile)
    return this.#summary(id)
  }

  /** Works in this profile from now on. */
  async use(profileId: string): Promise<void> {
    await this.#parts.settings.chooseProfile(this.#find(profileId).profileId)
  }

  /** What a sign-in of the profile starts with. */
  async signInDefaults(profileId: string): Promise<SignInDefaults> {
    return this.#defaults.read(this.#find(profileId).profileId)
  }

  /** Called for each profile that is removed, so that other services forget what they keep of it. */
  onRemove(forget: (profileId: string) => Promise<void>): void {
    this.#forgotten.push(forget)
  }

  /**
   * Removes the profile with all that is in it. Where it was in use, the next by name is; after the last one a cloud is
   * chosen as at the first start. Gives the one that took its place.
   */
  async remove(profileId: string): Promise<Profile | null> {
    const { vault, settings, targets } = this.#parts
    requireVault(vault)
    const found = this.list().find((profile) => profile.profileId === profileId)
    if (found === undefined) throw new AppFailure({ code: 'not-found', what: 'profile' })
    await this.#signOutAll(profileId)
    await targets.removeAll(profileId)
    for (const forget of this.#forgotten) await forget(profileId)
    await this.#defaults.remove(profileId)
    await vault.index.remove('profile', profileId)
    // Again: a sign-in that was under way could end until the profile was gone.
    await this.#signOutAll(profileId)
    if (!found.inUse) return null
    const next = knownProfiles(vault.index, null).find((profile) => profile.profileId !== profileId) ?? null
    await settings.chooseProfile(next?.profileId ?? null)
    return next
  }

  async #signOutAll(profileId: string): Promise<void> {
    const { accounts } = this.#parts
    for (const account of accounts.everywhere()) {
      if (account.profileId === profileId) await accounts.signOut(account.accountId)
    }
  }

  #parseName(typed: string, profileId: string | null): string {
    const name = parseRequired('profile-name', cleanName(typed))
    if (name.length > longestProfileName) {
      throw new AppFailure({ code: 'input-too-long', field: 'profile-name', limit: longestProfileName })
    }
    if (!isNameFree(this.#parts.vault.index, name, profileId)) {
      throw new AppFailure({ code: 'profile-name-taken', name })
    }
    return name
  }

  #find(profileId: string): Profile {
    const found = findProfile(this.#parts.vault.index, profileId)
    if (found === null) throw new AppFailure({ code: 'not-found', what: 'profile' })
    return found
  }

  #summary(profileId: string): ProfileSummary {
    const found = this.list().find((profile) => profile.profileId === profileId)
    if (found === undefined) throw new AppFailure({ code: 'not-found', what: 'profile' })
    return found
  }
}
