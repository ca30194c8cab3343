/** Who and what lives in a practice cloud. */
export type PracticeWorldName = 'default' | 'crowded' | 'large'

/** A world as a person picks it. */
export interface PracticeWorldChoice {
  world: PracticeWorldName
  label: string
  description: string
}

/** The practice cloud for the screen about it; no password, address or token is in it. */
export interface PracticeOverview {
  state: 'stopped' | 'starting' | 'running' | 'failed'
  /** The world that runs, or ran last; null where it is none of the choices, or none ran yet. */
  world: PracticeWorldName | null
  worlds: PracticeWorldChoice[]
}

/** Something that a person says about a weather. */
export interface PracticeWeatherParameter {
  name: string
  /** What it is picked from; `number` is a whole number. */
  kind: 'user' | 'app' | 'resource' | 'host' | 'service' | 'number'
  label: string
  /** What counts where nothing is said; null for everybody or everything. */
  preset: string | number | null
  needed: boolean
  least: number | null
  most: number | null
}

/** A weather that people know by name. */
export interface PracticeWeatherChoice {
  id: string
  name: string
  description: string
  parameters: PracticeWeatherParameter[]
}

/** A weather rule in force. */
export interface PracticeWeatherRule {
  ruleId: string
  name: string
  /** Whom and what it is about, such as `user: rhea@contoso.com`; empty for everything. */
  about: string[]
  /** What it does in words, such as `AADSTS53003`. */
  effect: string
  /** How often it will still happen; null without an end. */
  timesLeft: number | null
}

/** The weather of the running practice cloud, and what there is to choose from. */
export interface PracticeWeather {
  rules: PracticeWeatherRule[]
  choices: PracticeWeatherChoice[]
}

/** One request that the practice cloud answered; secrets in its address are hidden. */
export interface PracticeRequest {
  /** Counts the requests of this start from 1. */
  number: number
  at: string
  /** `login`, `arm`, `maps` …, `admin` or `proxy`. */
  service: string
  method: string
  path: string
  /** 0 where no answer was sent. */
  status: number
  /** The weather that was put on it. */
  injected: string[]
}

/** Somebody who lives in the practice cloud. */
export interface PracticePerson {
  userPrincipalName: string
  displayName: string
  enabled: boolean
  /** The home tenant first. */
  tenants: { name: string; kind: 'member' | 'guest' }[]
}
