import type { Api } from '#contract/api'
import type { AppStatus, PracticeWorldName, Theme } from '#contract/model'
import { cloudOfProfile } from '#contract/profile'
import type { Result } from '#contract/result'
import { loaded, loading, valueOr, type Loadable } from '../lib/loadable.ts'
import type { Notices } from './notices.svelte.ts'

/** Cloud, vault, network and practice cloud, as the frame of the window shows them. */
export class AppState {
  status = $state.raw<Loadable<AppStatus>>(loading)
  busy = $state<'profile' | 'vault' | 'practice' | null>(null)
  readonly current = $derived(valueOr(this.status, null))
  readonly cloudLabel = $derived.by(() => {
    const status = this.current
    return status?.clouds.find((choice) => choice.cloud === status.cloud)?.label ?? null
  })
  readonly #api: Api
  readonly #notices: Notices

  constructor(api: Api, notices: Notices) {
    this.#api = api
    this.#notices = notices
  }

  async load(): Promise<void> {
    this.status = loading
    this.status = loaded(await this.#api.getStatus({}))
  }

  /** Takes a status that the main process sent unasked. */
  receive(status: AppStatus): void {
    // A lock clears the clipboard, of which a message may say when it will be.
    if (isLocked(status) && this.current !== null && !isLocked(this.current)) this.#notices.takeBack()
    this.status = { state: 'ready', value: status }
  }

  /** Works in a profile; a cloud's name stands for its first one. One of the practice cloud starts it. */
  async useProfile(profileId: string): Promise<boolean> {
    const isPractice = cloudOfProfile(profileId) === 'practice'
    if (isPractice && this.current?.practice.state !== 'running' && !(await this.startPractice())) return false
    return this.#act('profile', this.#api.useProfile({ profileId }))
  }

  removeProfile(profileId: string): Promise<boolean> {
    return this.#act('profile', this.#api.removeProfile({ profileId }))
  }

  async chooseTheme(theme: Theme): Promise<void> {
    this.#take(await this.#api.chooseTheme({ theme }))
  }

  retryVault(): Promise<boolean> {
    return this.#act('vault', this.#api.retryVault({}))
  }

  lockVault(): Promise<boolean> {
    return this.#act('vault', this.#api.lockVault({}))
  }

  startVaultAnew(): Promise<boolean> {
    return this.#act('vault', this.#api.startVaultAnew({}))
  }

  startPractice(world?: PracticeWorldName): Promise<boolean> {
    return this.#act('practice', this.#api.startPractice(world === undefined ? {} : { world }))
  }

  stopPractice(): Promise<boolean> {
    return this.#act('practice', this.#api.stopPractice({}))
  }

  async #act(busy: AppState['busy'], call: Promise<Result<AppStatus>>): Promise<boolean> {
    this.busy = busy
    const result = await call
    this.busy = null
    return this.#take(result)
  }

  #take(result: Result<AppStatus>): boolean {
    if (result.ok) this.receive(result.value)
    else this.#notices.fail(result.failure)
    return result.ok
  }
}

const isLocked = ({ vault }: AppStatus): boolean => vault.failure?.code === 'vault-locked'
