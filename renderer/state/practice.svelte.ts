import type { Api } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { PracticeOverview, PracticePerson, PracticeRequest, PracticeWeather } from '#contract/model'
import { loaded, loading, valueOr, type Loadable } from '../lib/loadable.ts'
import type { Notices } from './notices.svelte.ts'

/** Requests that stay on the screen; the practice cloud itself keeps more. */
const shownRequests = 300

/** The practice cloud: its worlds, people, weather and requests. */
export class PracticeCloud {
  overview = $state.raw<Loadable<PracticeOverview>>(loading)
  people = $state.raw<Loadable<PracticePerson[]>>(loading)
  weather = $state.raw<Loadable<PracticeWeather>>(loading)
  /** The newest first. */
  requests = $state.raw<Loadable<PracticeRequest[]>>(loading)
  readonly #api: Api
  readonly #notices: Notices

  constructor(api: Api, notices: Notices) {
    this.#api = api
    this.#notices = notices
  }

  /** What it is, and while it runs who lives there and what was asked of it. */
  async load(): Promise<void> {
    this.overview = loaded(await this.#api.getPractice({}))
    if (valueOr(this.overview, null)?.state !== 'running') return
    const [people] = await Promise.all([this.#api.listPracticePeople({}), this.readRequests()])
    this.people = loaded(people)
  }

  async readWeather(): Promise<void> {
    this.weather = loaded(await this.#api.listPracticeWeather({}))
  }

  /** Forgets what belongs to a practice cloud that stopped. */
  clear(): void {
    this.people = loading
    this.weather = loading
    this.requests = loading
  }

  /** Asks for the requests since the last ones. */
  async readRequests(): Promise<void> {
    const known = valueOr(this.requests, [])
    const result = await this.#api.listPracticeRequests({ after: known[0]?.number ?? 0 })
    if (!result.ok) this.requests = loaded(result)
    else if (this.requests.state !== 'ready' || result.value.length > 0)
      this.requests = { state: 'ready', value: [...result.value.toReversed(), ...known].slice(0, shownRequests) }
  }

  /** Puts a weather in force; answers what is wrong with it, if anything. */
  async addWeather(id: string, values: Record<string, string | number>): Promise<Failure | null> {
    const result = await this.#api.addPracticeWeather({ id, values })
    if (!result.ok) return result.failure
    this.weather = loaded(result)
    this.#notices.say('The weather is in force.')
    return null
  }

  async removeWeather(ruleId: string): Promise<void> {
    const result = await this.#api.removePracticeWeather({ ruleId })
    if (result.ok) this.weather = loaded(result)
    else this.#notices.fail(result.failure)
  }
}
