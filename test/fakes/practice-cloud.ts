import type {
  PracticeOverview,
  PracticePerson,
  PracticeRequest,
  PracticeWeather,
  PracticeWeatherChoice,
  PracticeWeatherRule
} from '#contract/model'
import { AppFailure } from '../../electron/services/app-failure.ts'
import type { PracticeCloud } from '../../electron/services/ports.ts'

const anybody = {
  name: 'user',
  kind: 'user',
  label: 'Whom it is about',
  preset: null,
  needed: false,
  least: null,
  most: null
} as const

const choices: PracticeWeatherChoice[] = [
  {
    id: 'conditional-access-device-code',
    name: 'Conditional Access blocks device code',
    description: 'Whoever enters a device code is told AADSTS53003.',
    parameters: [anybody]
  },
  {
    id: 'maps-throttles',
    name: 'Azure Maps throttles',
    description: 'Azure Maps answers 429 with Retry-After.',
    parameters: [
      {
        name: 'seconds',
        kind: 'number',
        label: 'Seconds in Retry-After',
        preset: 30,
        needed: false,
        least: 0,
        most: 3600
      }
    ]
  },
  {
    id: 'host-unreachable',
    name: 'A host cannot be reached',
    description: 'Connections to one address are reset.',
    parameters: [{ ...anybody, name: 'host', kind: 'host', label: 'Which address it is about', needed: true }]
  }
]

/** The worlds to choose from, with none running. */
export const practiceOverview: PracticeOverview = {
  state: 'stopped',
  world: null,
  worlds: [
    { world: 'default', label: 'GIS department', description: 'A department and a contractor who is a guest.' },
    { world: 'large', label: '5,000 people', description: 'The same, and 500 tenants with 5,000 people.' }
  ]
}

/** A practice cloud without a process: three weathers, two people, two requests. */
export class FakePracticeCloud implements PracticeCloud {
  #rules: PracticeWeatherRule[] = []
  #made = 0
  people: PracticePerson[] = [
    {
      userPrincipalName: 'ann@contoso.practice',
      displayName: 'Ann Reader',
      enabled: true,
      tenants: [
        { name: 'Contoso GIS', kind: 'member' },
        { name: 'Fabrikam Survey', kind: 'guest' }
      ]
    },
    {
      userPrincipalName: 'bo@contoso.practice',
      displayName: 'Bo No-Role',
      enabled: false,
      tenants: [{ name: 'Contoso GIS', kind: 'member' }]
    }
  ]
  requests: PracticeRequest[] = [
    {
      number: 1,
      at: '2026-05-01T12:00:00.000Z',
      service: 'login',
      method: 'POST',
      path: '/organizations/oauth2/v2.0/token',
      status: 200,
      injected: []
    },
    {
      number: 2,
      at: '2026-05-01T12:00:03.000Z',
      service: 'maps',
      method: 'GET',
      path: '/geocode',
      status: 429,
      injected: ['status 429']
    }
  ]

  readonly listWeather = async (): Promise<PracticeWeather> => ({ rules: [...this.#rules], choices })

  readonly addWeather: PracticeCloud['addWeather'] = async ({ id, values }) => {
    const choice = choices.find((one) => one.id === id)
    if (choice === undefined) throw refused(`catalogue: There is no "${id}".`)
    const missing = choice.parameters.find(({ name, needed }) => needed && values[name] === undefined)
    if (missing !== undefined) throw refused(`${missing.name}: ${missing.label} is needed.`)
    this.#made += 1
    const about = Object.entries(values).map(([name, value]) => `${name}: ${String(value)}`)
    const ruleId = `rule-${String(this.#made)}`
    this.#rules = [...this.#rules, { ruleId, name: choice.name, about, effect: 'AADSTS53003', timesLeft: null }]
    return this.listWeather()
  }

  readonly removeWeather: PracticeCloud['removeWeather'] = async ({ ruleId }) => {
    if (!this.#rules.some((rule) => rule.ruleId === ruleId))
      throw new AppFailure({ code: 'not-found', what: 'weather rule', name: ruleId })
    this.#rules = this.#rules.filter((rule) => rule.ruleId !== ruleId)
    return this.listWeather()
  }

  readonly clearWeather = async (): Promise<PracticeWeather> => {
    this.#rules = []
    return this.listWeather()
  }

  /** As if every rule had happened as often as it was to. */
  useUp(): void {
    this.#rules = this.#rules.map((rule) => ({ ...rule, timesLeft: 0 }))
  }

  readonly listRequests: PracticeCloud['listRequests'] = async ({ after }) =>
    this.requests.filter(({ number }) => number > after)

  readonly listPeople = async (): Promise<PracticePerson[]> => this.people

  readonly stop = async (): Promise<void> => undefined
}

function refused(problem: string): AppFailure {
  return new AppFailure({ code: 'practice-weather-refused', problems: [problem] })
}
