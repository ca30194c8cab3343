import type { PracticeEnv } from '../http/practice-env.ts'

/** What a request carries inside Microsoft Graph, besides what every service knows. */
export interface GraphEnv {
  Bindings: PracticeEnv['Bindings'] & { nowMs: number; requestId: string; origin: string }
}
