import type { AutoLock, CloudName, Profile, Theme } from '#contract/model'
import type { Cloud } from '../knowledge/clouds.ts'
import { AppFailure } from './app-failure.ts'
import type { Clouds, Vault } from './ports.ts'
import { findProfile } from './stored-profiles.ts'

const idleMinutes: readonly unknown[] = [0, 5, 15, 60] satisfies AutoLock['idleMinutes'][]
const themes: readonly string[] = ['system', 'light', 'dark'] satisfies Theme[]

/** What the person chose, kept beside the vault. */
export class Settings {
  readonly #vault: Vault
  readonly #clouds: Clouds
  readonly #fixedProfile: string | null
  /** What was chosen when this process looked last: what it works in has to be what it shows. */
  #taken: { profileId: string | null } | null = null

  /** With the ID of a `fixedProfile` (a command's `--profile`) the stored choice is neither read nor changed. */
  constructor(vault: Vault, clouds: Clouds, fixedProfile: string | null) {
    this.#vault = vault
    this.#clouds = clouds
    this.#fixedProfile = fixedProfile
  }

  /** The profile in use; null until one was chosen. */
  profile(): Profile | null {
    this.#taken ??= { profileId: this.#stored() }
    const profileId = this.#fixedProfile ?? this.#taken.profileId
    return profileId === null ? null : findProfile(this.#vault.index, profileId)
  }

  /** Works from now on in what was chosen last, be it by another process. */
  takeChosen(): void {
    this.#taken = { profileId: this.#stored() }
  }

  /** The profile in use, for what cannot be done without one. */
  requireProfile(): Profile {
    const profile = this.profile()
    if (profile === null) throw new AppFailure({ code: 'cloud-not-chosen' })
    return profile
  }

  /** The cloud of the profile in use, with its endpoints. */
  cloud(): Cloud {
    return this.cloudNamed(this.requireProfile().cloud)
  }

  /** A cloud by name, with its endpoints. */
  cloudNamed(name: CloudName): Cloud {
    const cloud = this.#clouds.get(name)
    if (cloud === null) throw new AppFailure({ code: 'practice-cloud-stopped' })
    return cloud
  }

  /** All clouds but the given one: an endpoint may belong to one of them. */
  otherClouds(cloud: Cloud): Cloud[] {
    return this.#clouds.list().filter((other) => other.name !== cloud.name)
  }

  /** The profile of the first sign-in is the chosen one, so that the next command need not name it. */
  async chooseFirstProfile(): Promise<void> {
    if (this.#fixedProfile !== null && this.#stored() === null) await this.chooseProfile(this.#fixedProfile)
  }

  /** Null where none is left to choose. */
  async chooseProfile(profileId: string | null): Promise<void> {
    if (profileId === null) await this.#vault.index.remove('setting', 'profile')
    else await this.#vault.index.put('setting', 'profile', profileId)
    this.#taken = { profileId }
  }

  theme(): Theme {
    const stored = this.#vault.index.get('setting', 'theme')
    return isTheme(stored) ? stored : 'system'
  }

  async chooseTheme(theme: Theme): Promise<void> {
    await this.#vault.index.put('setting', 'theme', theme)
  }

  /** Where nothing was chosen the vault never locks itself: its key is in the keychain, which locks with the session. */
  autoLock(): AutoLock {
    const stored = this.#vault.index.get('setting', 'auto-lock')
    return isAutoLock(stored) ? stored : { idleMinutes: 0, whenAsleep: false, whenScreenLocks: false }
  }

  async chooseAutoLock(choice: AutoLock): Promise<void> {
    await this.#vault.index.put('setting', 'auto-lock', choice)
  }

  #stored(): string | null {
    const stored = this.#vault.index.get('setting', 'profile')
    return typeof stored === 'string' && findProfile(this.#vault.index, stored) !== null ? stored : null
  }
}

function isAutoLock(value: unknown): value is AutoLock {
  if (typeof value !== 'object' || value === null) return false
  const { idleMinutes: idle, whenAsleep, whenScreenLocks } = value as Partial<Record<keyof AutoLock, unknown>>
  return idleMinutes.includes(idle) && typeof whenAsleep === 'boolean' && typeof whenScreenLocks === 'boolean'
}

function isTheme(value: unknown): value is Theme {
  return typeof value === 'string' && themes.includes(value)
}
