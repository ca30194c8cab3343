import type {
  PracticePerson,
  PracticeRequest,
  PracticeStatus,
  PracticeWeather,
  PracticeWorldName
} from '#contract/model'

/** The practice cloud's process. */
export interface PracticeProcess {
  status: () => PracticeStatus
  /** Name of the world that runs, or ran last; null where none is known. */
  world: () => string | null
  /** With a world it is that one which runs afterwards, started anew where this process runs another one. */
  start: (world?: PracticeWorldName) => Promise<PracticeStatus>
  stop: () => Promise<PracticeStatus>
  /** Looks whether another process has started or stopped one meanwhile; asks no network. */
  look: () => void
  /** Called at each change of state. */
  onChange: (listener: (status: PracticeStatus) => void) => void
}

/** What goes on in the running practice cloud, whoever started it; `practice-cloud-stopped` where none runs. */
export interface PracticeCloud {
  listWeather: () => Promise<PracticeWeather>
  /** Puts a ready-made weather in force; `practice-weather-refused` where a value is wrong or there is no such weather. */
  addWeather: (request: { id: string; values: Record<string, string | number> }) => Promise<PracticeWeather>
  removeWeather: (request: { ruleId: string }) => Promise<PracticeWeather>
  clearWeather: () => Promise<PracticeWeather>
  listRequests: (request: { after: number }) => Promise<PracticeRequest[]>
  listPeople: () => Promise<PracticePerson[]>
  /** Asks it to end, also where another process started it. */
  stop: () => Promise<void>
}
