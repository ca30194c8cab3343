import type { Api } from '#contract/api'
import type { Target } from '#contract/model'
import type { Result } from '#contract/result'
import { loaded, loading, valueOr, type Loadable } from '../lib/loadable.ts'
import type { Notices } from './notices.svelte.ts'

/** The Azure Maps accounts and GeoCatalogs of the profile in use. */
export class Targets {
  loadable = $state.raw<Loadable<Target[]>>(loading)
  readonly list = $derived<Target[]>(valueOr(this.loadable, []))
  readonly #api: Api
  readonly #notices: Notices
  readonly #profileId: () => string | null

  constructor(api: Api, notices: Notices, profileId: () => string | null) {
    this.#api = api
    this.#notices = notices
    this.#profileId = profileId
  }

  async load(): Promise<void> {
    const result = await this.#api.listTargets({})
    if (result.ok) this.receive(result.value)
    else this.loadable = loaded(result)
  }

  /** Takes a list that the main process gave; what is not of the profile that is shown was on its way too long. */
  receive(targets: Target[]): void {
    this.loadable = { state: 'ready', value: targets.filter((target) => target.profileId === this.#profileId()) }
  }

  /** Forgets the list, as when the profile changes. */
  clear(): void {
    this.loadable = loading
  }

  /** Adds or changes a target; the keys pass through and are kept nowhere here. */
  async saveMaps(request: Parameters<Api['saveMapsTarget']>[0]): Promise<Result<Target>> {
    return this.#saved(await this.#api.saveMapsTarget(request))
  }

  async saveGeoCatalog(request: Parameters<Api['saveGeoCatalogTarget']>[0]): Promise<Result<Target>> {
    return this.#saved(await this.#api.saveGeoCatalogTarget(request))
  }

  async remove(target: Target): Promise<void> {
    const result = await this.#api.removeTarget({ targetId: target.targetId })
    if (result.ok) {
      this.#notices.say(`Removed ${target.label}.`)
      await this.load()
    } else this.#notices.fail(result.failure)
  }

  async #saved(result: Result<Target>): Promise<Result<Target>> {
    if (result.ok) {
      this.#notices.say(`Saved ${result.value.label}.`)
      await this.load()
    }
    return result
  }
}
