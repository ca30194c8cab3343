import type { AppStatus, PracticeWeather, VaultStatus } from '#contract/model'
import { developerSignOn } from '../knowledge/clouds.ts'
import type { Network } from './network.ts'
import type { Clouds, PracticeCloud, PracticeProcess, Presence, Vault } from './ports.ts'
import type { Settings } from './settings.ts'

interface StatusParts {
  version: string
  platform: string
  vault: Vault
  clouds: Clouds
  settings: Settings
  network: Network
  practice: PracticeProcess
  practiceCloud: PracticeCloud
  presence: Presence
  changed: () => void
}

const fineWeather = { rules: [] }

/** What the frame of the window shows. */
export class Status {
  readonly #parts: StatusParts
  #damage: VaultStatus['damage'] = null
  #practiceWeather: string[] = []

  constructor(parts: StatusParts) {
    this.#parts = parts
    parts.network.onChange = parts.changed
    parts.practice.onChange(({ state }) => {
      if (state === 'running') parts.network.noticeStart('practice')
      parts.changed()
    })
  }

  get(): AppStatus {
    const { version, platform, vault, clouds, settings, network, practice } = this.#parts
    const profile = settings.profile()
    this.#takeReport()
    return {
      version,
      platform,
      profile,
      cloud: profile?.cloud ?? null,
      clouds: clouds.list().map((cloud) => ({
        cloud: cloud.name,
        label: cloud.label,
        signInHost: new URL(cloud.login).host,
        mapsEndpoint: cloud.mapsEndpoints[0] ?? null
      })),
      theme: settings.theme(),
      vault: { ...vault.status(), damage: this.#damage },
      offlineSince: network.offlineSince(profile?.cloud ?? null),
      practice: practice.status(),
      practiceWeather: this.#practiceWeather,
      defaultClientId: developerSignOn.clientId,
      defaultClientName: developerSignOn.name
    }
  }

  /** Looks at the keychain again; a locked vault asks first who is there. */
  async retryVault(): Promise<void> {
    if (this.#parts.vault.status().failure?.code === 'vault-locked')
      await this.#parts.presence.confirm('unlock Graticule')
    await this.#parts.vault.retry()
  }

  /** Forgets the vault's key until a person unlocks it. */
  async lockVault(): Promise<void> {
    await this.#parts.vault.lock()
  }

  /** Begins a new vault in the place of one whose key is lost. */
  async startVaultAnew(): Promise<void> {
    await this.#parts.vault.startAnew()
  }

  /** Notices what sends nothing: the network, and what another process does with the practice cloud. */
  async look(): Promise<void> {
    const { network, practice, practiceCloud } = this.#parts
    network.look()
    practice.look()
    const isRunning = practice.status().state === 'running'
    this.noticeWeather(isRunning ? await practiceCloud.listWeather().catch(() => fineWeather) : fineWeather)
  }

  /** Takes this for the weather in force. */
  noticeWeather({ rules }: Pick<PracticeWeather, 'rules'>): void {
    const names = rules.filter(({ timesLeft }) => timesLeft !== 0).map(({ name }) => name)
    if (names.join('\n') === this.#practiceWeather.join('\n')) return
    this.#practiceWeather = names
    this.#parts.changed()
  }

  /** The vault tells once what it found; it is shown for as long as the app runs. */
  #takeReport(): void {
    const report = this.#parts.vault.takeReport()
    if (report?.code === 'vault-damaged')
      this.#damage = { quarantinedAs: report.quarantinedAs, salvage: report.salvage }
  }
}
