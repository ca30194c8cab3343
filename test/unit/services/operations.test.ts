import { describe, expect, it } from 'vitest'
import { Operations } from '../../../electron/services/operations.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')))
  })

describe('an operation', () => {
  it('ends as cancelled when it is cancelled, whatever the work threw', async () => {
    const operations = new Operations()
    const work = operations.run('a', untilAborted)
    operations.cancel('a')
    expect(await failureOfAsync(work)).toEqual({ code: 'cancelled' })
  })

  it('keeps its own error when nobody cancelled', async () => {
    const work = new Operations().run('a', () => Promise.reject(new Error('mine')))
    await expect(work).rejects.toThrow('mine')
  })

  it('refuses a second one of the same id while the first runs, and takes the id again afterwards', async () => {
    const operations = new Operations()
    const first = operations.run('a', untilAborted)
    expect(await failureOfAsync(operations.run('a', () => Promise.resolve(1)))).toEqual({ code: 'request-refused' })
    operations.cancelAll()
    await failureOfAsync(first)
    expect(await operations.run('a', () => Promise.resolve(2))).toBe(2)
  })
})
