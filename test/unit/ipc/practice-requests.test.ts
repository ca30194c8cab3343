import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { requests } from '../../../electron/ipc/requests.ts'

const takes = (name: keyof typeof requests, request: unknown): boolean => v.safeParse(requests[name], request).success

describe('the calls about the practice cloud', () => {
  it('take a world of the list, weathers by id with plain values, and numbers of requests', () => {
    expect(takes('startPractice', {})).toBe(true)
    expect(takes('startPractice', { world: 'large' })).toBe(true)
    expect(takes('addPracticeWeather', { id: 'maps-throttles', values: { seconds: 5, user: 'ann@contoso.com' } })).toBe(
      true
    )
    expect(takes('listPracticeRequests', { after: 0 })).toBe(true)
  })

  it.each([
    ['startPractice', { world: '../state.yaml' }],
    ['startPractice', { world: 'default', folder: '/tmp' }],
    ['addPracticeWeather', { id: 'maps-throttles' }],
    ['addPracticeWeather', { id: 'maps-throttles', values: { do: { kind: 'hang' } } }],
    ['addPracticeWeather', { id: '', values: {} }],
    ['removePracticeWeather', { ruleId: 'a b' }],
    ['listPracticeRequests', { after: -1 }],
    ['listPracticeRequests', {}],
    ['listPracticePeople', { secrets: true }]
  ] as const)('%s refuses %j', (name, request) => {
    expect(takes(name, request)).toBe(false)
  })
})
