import type { Api } from '#contract/api'
import type { AutoLock, Salvage, VaultHealth as Health, VaultRepair } from '#contract/model'
import type { Result } from '#contract/result'
import { loaded, loading, valueOr, type Loadable } from '../lib/loadable.ts'
import type { Notices } from './notices.svelte.ts'

/** What lies in the vault, and looking after it. */
export class VaultHealth {
  loadable = $state.raw<Loadable<Health>>(loading)
  /** What the last vault that was set aside gave. */
  salvaged = $state.raw<Salvage | null>(null)
  busy = $state<'repair' | 'rotate' | 'salvage' | null>(null)
  readonly current = $derived(valueOr(this.loadable, null))
  #checked = $state.raw<{ found: VaultRepair; setAside: string } | null>(null)
  /** What the last check of this window found, until anything else is set aside or stored anew. */
  readonly repair = $derived(this.#checked?.setAside === this.#setAside() ? this.#checked.found : null)
  /** Number of the last choice when to lock. */
  #choices = 0
  readonly #api: Api
  readonly #notices: Notices

  constructor(api: Api, notices: Notices) {
    this.#api = api
    this.#notices = notices
  }

  async load(): Promise<void> {
    this.loadable = loaded(await this.#api.readVaultHealth({}))
  }

  /** Opens every entry, sets aside what does not open, and ends what was cut short. */
  async check(): Promise<void> {
    this.busy = 'repair'
    const result = await this.#api.repairVault({})
    await this.load()
    this.busy = null
    if (result.ok) this.#checked = { found: result.value, setAside: this.#setAside() }
    else this.#notices.fail(result.failure)
  }

  /** Brings over what can be read of a vault that was set aside for damage. */
  async salvage(name: string): Promise<void> {
    this.busy = 'salvage'
    const result = await this.#api.salvageVault({ name })
    this.busy = null
    if (result.ok) this.salvaged = result.value
    else this.#notices.fail(result.failure)
    await this.load()
  }

  async rotate(): Promise<void> {
    this.busy = 'rotate'
    const result = await this.#api.rotateVaultKey({})
    this.busy = null
    if (this.#take(result)) this.#notices.say('Every entry is sealed under a new key.')
  }

  /** Shows the choice at once, so that the next one builds on it. */
  async chooseAutoLock(part: Partial<AutoLock>): Promise<void> {
    if (this.loadable.state !== 'ready') return
    const autoLock = { ...this.loadable.value.autoLock, ...part }
    this.loadable = { state: 'ready', value: { ...this.loadable.value, autoLock } }
    const choices = (this.#choices += 1)
    const result = await this.#api.chooseAutoLock(autoLock)
    // The answer to an earlier choice would take the last one back.
    if (choices === this.#choices && !this.#take(result)) await this.load()
  }

  async copyReport(): Promise<void> {
    const result = await this.#api.copyVaultReport({})
    if (result.ok) this.#notices.say(`${result.value.what} copied.`)
    else this.#notices.fail(result.failure)
  }

  #setAside(): string {
    return JSON.stringify(this.current?.contents?.setAside ?? null)
  }

  #take(result: Result<Health>): boolean {
    if (result.ok) this.loadable = { state: 'ready', value: result.value }
    else this.#notices.fail(result.failure)
    return result.ok
  }
}
