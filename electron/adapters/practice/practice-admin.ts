import * as v from 'valibot'
import { AppFailure } from '../../services/app-failure.ts'
import type { PracticeCloud } from '../../services/ports.ts'
import { readDescription } from './description.ts'
import { isAlive } from './is-alive.ts'
import { peopleOf, requestsSchema, weatherOf, weatherSchema, worldSchema } from './practice-answers.ts'

/** A computer that answers itself needs no longer, even with 5,000 people. */
const answerTimeoutMs = 15_000

const refusalSchema = v.looseObject({ problems: v.optional(v.array(v.string()), []), error: v.optional(v.string()) })

/** The running practice cloud, through the address and token that its description names; they go no further than here. */
export function createPracticeCloud(descriptionFile: string): PracticeCloud {
  const send = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const known = readDescription(descriptionFile)
    if (known?.admin === undefined || known.pid === null || !isAlive(known.pid))
      throw new AppFailure({ code: 'practice-cloud-stopped' })
    try {
      return await fetch(`${known.admin.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${known.admin.token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(answerTimeoutMs)
      })
    } catch (error) {
      throw new AppFailure({ code: 'practice-cloud-stopped' }, { cause: error })
    }
  }
  const read = async <T>(path: string, schema: v.GenericSchema<unknown, T>): Promise<T> => {
    const answer = await send('GET', path)
    return v.parse(schema, await answer.json())
  }
  const listWeather: PracticeCloud['listWeather'] = async () => weatherOf(await read('/weather', weatherSchema))
  return {
    listWeather,
    addWeather: async ({ id, values }) => {
      const answer = await send('POST', '/weather', { ...values, catalogue: id })
      if (answer.ok) return listWeather()
      const { problems, error } = v.parse(refusalSchema, await answer.json())
      throw new AppFailure({
        code: 'practice-weather-refused',
        problems: problems.length > 0 ? problems : [error ?? `It answered ${String(answer.status)}.`]
      })
    },
    removeWeather: async ({ ruleId }) => {
      const answer = await send('DELETE', `/weather/${encodeURIComponent(ruleId)}`)
      if (answer.status === 404) throw new AppFailure({ code: 'not-found', what: 'weather rule', name: ruleId })
      return listWeather()
    },
    clearWeather: async () => {
      await send('DELETE', '/faults')
      return listWeather()
    },
    listRequests: ({ after }) => read(`/requests?after=${String(after)}`, requestsSchema),
    listPeople: async () => peopleOf(await read('/world', worldSchema)),
    stop: async () => {
      await send('POST', '/stop')
    }
  }
}
