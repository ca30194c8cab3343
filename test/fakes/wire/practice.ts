import type { PracticeApi } from '#contract/practice-api'
import type { Result } from '#contract/result'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { failures } from '../failures.ts'
import { FakePracticeCloud, practiceOverview } from '../practice-cloud.ts'
import { no, ok, type Desk } from './desk.ts'
import { statusAfter } from './status.ts'

/** The answers about the practice cloud. */
export function practiceAnswers(desk: Desk): PracticeApi {
  const cloud = new FakePracticeCloud()
  const whileItRuns = async <T>(ask: () => Promise<T>): Promise<Result<T>> => {
    if (desk.switches.practice !== 'running') return no(failures['practice-cloud-stopped'])
    try {
      return ok(await ask())
    } catch (error) {
      if (error instanceof AppFailure) return no(error.failure)
      throw error
    }
  }
  return {
    getPractice: () => desk.list(() => ({ ...practiceOverview, state: desk.switches.practice })),
    startPractice: () => statusAfter(desk, { practice: 'running' }),
    stopPractice: () => statusAfter(desk, { practice: 'stopped' }),
    listPracticeWeather: () => whileItRuns(() => cloud.listWeather()),
    addPracticeWeather: (request) => whileItRuns(() => cloud.addWeather(request)),
    removePracticeWeather: (request) => whileItRuns(() => cloud.removeWeather(request)),
    listPracticeRequests: (request) => whileItRuns(() => cloud.listRequests(request)),
    listPracticePeople: () => whileItRuns(() => cloud.listPeople())
  }
}
