import type { Api } from '#contract/api'
import type { ProfileSummary, SignInDefaults } from '#contract/model'
import type { Result } from '#contract/result'
import { loaded, loading, valueOr, type Loadable } from '../lib/loadable.ts'
import type { Notices } from './notices.svelte.ts'

/** The profiles, whichever is in use. */
export class Profiles {
  loadable = $state.raw<Loadable<ProfileSummary[]>>(loading)
  readonly list = $derived<ProfileSummary[]>(valueOr(this.loadable, []))
  readonly #api: Api
  readonly #notices: Notices

  constructor(api: Api, notices: Notices) {
    this.#api = api
    this.#notices = notices
  }

  async load(): Promise<void> {
    this.loadable = loaded(await this.#api.listProfiles({}))
  }

  /** Takes a list that the main process sent unasked. */
  receive(profiles: ProfileSummary[]): void {
    this.loadable = { state: 'ready', value: profiles }
  }

  /** Adds a profile or changes one. */
  async save(request: Parameters<Api['saveProfile']>[0]): Promise<Result<ProfileSummary>> {
    const result = await this.#api.saveProfile(request)
    if (result.ok) {
      this.#notices.say(`Saved ${result.value.name}.`)
      await this.load()
    }
    return result
  }

  /** What a sign-in of the profile starts with. */
  signInDefaults(profileId: string): Promise<Result<SignInDefaults>> {
    return this.#api.readSignInDefaults({ profileId })
  }
}
