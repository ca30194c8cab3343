import type { AppStatus } from './model.ts'
import type {
  PracticeOverview,
  PracticePerson,
  PracticeRequest,
  PracticeWeather,
  PracticeWorldName
} from './practice.ts'
import type { Result } from './result.ts'

type Nothing = Record<string, never>

/** The calls about the practice cloud. */
export interface PracticeApi {
  getPractice: (request: Nothing) => Promise<Result<PracticeOverview>>
  /** With a world it is that one which runs afterwards, started anew where another one runs. */
  startPractice: (request: { world?: PracticeWorldName }) => Promise<Result<AppStatus>>
  stopPractice: (request: Nothing) => Promise<Result<AppStatus>>
  listPracticeWeather: (request: Nothing) => Promise<Result<PracticeWeather>>
  /** Puts a choice in force, with values for its parameters by name; what has a preset or is not needed may be left out. */
  addPracticeWeather: (request: {
    id: string
    values: Record<string, string | number>
  }) => Promise<Result<PracticeWeather>>
  removePracticeWeather: (request: { ruleId: string }) => Promise<Result<PracticeWeather>>
  /** Those with a higher number than `after`, oldest first; at most the newest 2,000 are kept. */
  listPracticeRequests: (request: { after: number }) => Promise<Result<PracticeRequest[]>>
  listPracticePeople: (request: Nothing) => Promise<Result<PracticePerson[]>>
}

/** Their channels. */
export const practiceChannels = {
  getPractice: 'practice:get',
  startPractice: 'practice:start',
  stopPractice: 'practice:stop',
  listPracticeWeather: 'practice:list-weather',
  addPracticeWeather: 'practice:add-weather',
  removePracticeWeather: 'practice:remove-weather',
  listPracticeRequests: 'practice:list-requests',
  listPracticePeople: 'practice:list-people'
} as const satisfies Record<keyof PracticeApi, string>
