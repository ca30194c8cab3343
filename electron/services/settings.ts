import type { AutoLock, CloudName, Theme } from '#contract/model'
import type { Cloud } from '../knowledge/clouds.ts'
import { AppFailure } from './app-failure.ts'
import type { Clouds, Vault } from './ports.ts'

const cloudNames: readonly string[] = ['public', 'usgov', 'china', 'practice'] satisfies CloudName[]
const idleMinutes: readonly unknown[] = [0, 5, 15, 60] satisfies AutoLock['idleMinutes'][]
const themes: readonly string[] = ['system', 'light', 'dark'] satisfies Theme[]

/** What the person chose, kept beside the vault. */
export class Settings {
  readonly #vault: Vault
  readonly #clouds: Clouds
  readonly #fixedCloud: CloudName | null

  /** With `fixedCloud` (a command's `--cloud`) the stored choice is neither read nor changed. */
  constructor(vault: Vault, clouds: Clouds, fixedCloud: CloudName | null) {
    this.#vault = vault
    this.#clouds = clouds
    this.#fixedCloud = fixedCloud
  }

  /** Null until a cloud was chosen. */
  cloudName(): CloudName | null {
    if (this.#fixedCloud !== null) return this.#fixedCloud
    const stored = this.#vault.index.get('setting', 'cloud')
    return isCloudName(stored) ? stored : null
  }

  /** The chosen cloud with its endpoints. */
  cloud(): Cloud {
    const name = this.cloudName()
    if (name === null) throw new AppFailure({ code: 'cloud-not-chosen' })
    return this.cloudNamed(name)
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

  /** The cloud of the first sign-in is the chosen one, so that the next command need not name it. */
  async chooseFirstCloud(): Promise<void> {
    if (this.#fixedCloud === null || isCloudName(this.#vault.index.get('setting', 'cloud'))) return
    await this.chooseCloud(this.#fixedCloud)
  }

  async chooseCloud(name: CloudName): Promise<void> {
    await this.#vault.index.put('setting', 'cloud', name)
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
}

function isCloudName(value: unknown): value is CloudName {
  return typeof value === 'string' && cloudNames.includes(value)
}

function isAutoLock(value: unknown): value is AutoLock {
  if (typeof value !== 'object' || value === null) return false
  const { idleMinutes: idle, whenAsleep, whenScreenLocks } = value as Partial<Record<keyof AutoLock, unknown>>
  return idleMinutes.includes(idle) && typeof whenAsleep === 'boolean' && typeof whenScreenLocks === 'boolean'
}

function isTheme(value: unknown): value is Theme {
  return typeof value === 'string' && themes.includes(value)
}
