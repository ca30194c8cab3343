import type { AppStatus, PracticeWeather, VaultStatus } from '#contract/model'
import { developerSignOn } from '../knowledge/clouds.ts'
import type { Accounts } from './accounts.ts'
import type { Network } from './network.ts'
import type { Clouds, Emit, PracticeCloud, PracticeProcess, Presence, Vault } from './ports.ts'
import type { Profiles } from './profiles.ts'
import type { Settings } from './settings.ts'

interface StatusParts {
  version: string
  platform: string
  vault: Vault
  clouds: Clouds
  settings: Settings
  accounts: Accounts
  profiles: Profiles
  network: Network
  practice: PracticeProcess
  practiceCloud: PracticeCloud
  presence: Presence
  emit: Emit
}

const fineWeather = { rules: [] }

/** What the frame of the window shows; tells the window when it changes. */
export class Status {
  readonly #parts: StatusParts
  #damage: VaultStatus['damage'] = null
  #quarantinedRecords = 0
  #practiceWeather: string[] = []
  /** As they were at the last look. From the start on: what the window asked for may be older than the first look. */
  #lists: string

  constructor(parts: StatusParts) {
    this.#parts = parts
    this.#takeReport()
    this.#lists = this.#readLists()
    parts.network.onChange = () => {
      this.announce()
    }
    parts.practice.onChange(() => {
      this.announce()
    })
  }

  get(): AppStatus {
    const { version, platform, vault, clouds, settings, network, practice } = this.#parts
    const profile = settings.profile()
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
    this.#takeReport()
  }

  /** Forgets the vault's key until a person unlocks it. */
  async lockVault(): Promise<void> {
    await this.#parts.vault.lock()
  }

  /** Begins a new vault in the place of one whose key is lost. */
  async startVaultAnew(): Promise<void> {
    await this.#parts.vault.startAnew()
    this.#takeReport()
  }

  /** Tells the window the status as it is now, and answers it. */
  announce(): AppStatus {
    this.#parts.settings.takeChosen()
    const status = this.get()
    this.#quarantinedRecords = status.vault.quarantinedRecords
    this.#parts.emit('status-changed', status)
    return status
  }

  /** Tells the window when a record was put into quarantine, or replaced, since it was told last. */
  noticeQuarantine(): void {
    if (this.#parts.vault.status().quarantinedRecords !== this.#quarantinedRecords) this.announce()
  }

  /** Notices what happens outside this process: the network, what another one does with the vault or the practice cloud. */
  async look(): Promise<void> {
    const { network, practice, practiceCloud } = this.#parts
    this.#lookAtProfiles()
    network.look()
    practice.look()
    const isRunning = practice.status().state === 'running'
    this.noticeWeather(isRunning ? await practiceCloud.listWeather().catch(() => fineWeather) : fineWeather)
  }

  /** Tells the window where this is other weather than it was told last. */
  noticeWeather({ rules }: Pick<PracticeWeather, 'rules'>): void {
    const names = rules.filter(({ timesLeft }) => timesLeft !== 0).map(({ name }) => name)
    if (names.join('\n') === this.#practiceWeather.join('\n')) return
    this.#practiceWeather = names
    this.announce()
  }

  #lookAtProfiles(): void {
    const { settings, accounts, emit } = this.#parts
    if (settings.takeChosen()) this.announce()
    const lists = this.#readLists()
    if (lists === this.#lists) return
    this.#lists = lists
    // Together with the accounts the profiles are told.
    emit('accounts-changed', accounts.list())
  }

  #readLists(): string {
    const { profiles, accounts } = this.#parts
    return JSON.stringify([profiles.list(), accounts.list()])
  }

  /** The vault tells once what it found; it is shown for as long as the app runs. */
  #takeReport(): void {
    const report = this.#parts.vault.takeReport()
    if (report?.code === 'vault-damaged')
      this.#damage = { quarantinedAs: report.quarantinedAs, salvage: report.salvage }
  }
}
