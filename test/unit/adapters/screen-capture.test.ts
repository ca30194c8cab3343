import { expect, it } from 'vitest'
import { createScreenCapture } from '../../../electron/adapters/screen-capture.ts'

function waiting() {
  const ends: (() => void)[] = []
  return {
    ends,
    clock: {
      now: () => 0,
      sleep: (_ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve, reject) => {
          ends.push(resolve)
          signal?.addEventListener('abort', () => {
            reject(new Error('aborted'))
          })
        })
    }
  }
}

it('keeps the window out of pictures until the last time asked for is over', async () => {
  const { ends, clock } = waiting()
  const asked: boolean[] = []
  const window = { isDestroyed: () => false, setContentProtection: (on: boolean) => void asked.push(on) }
  const capture = createScreenCapture(clock, () => window)
  capture.refuseFor(30)
  capture.refuseFor(30)
  ends[0]?.()
  await Promise.resolve()
  expect(asked).toEqual([true, true])
  ends[1]?.()
  await Promise.resolve()
  expect(asked).toEqual([true, true, false])
})

it('asks nothing of a window that is gone', async () => {
  const { ends, clock } = waiting()
  const gone = {
    isDestroyed: () => true,
    setContentProtection: () => {
      throw new TypeError('Object has been destroyed')
    }
  }
  let window: typeof gone | null = null
  const capture = createScreenCapture(clock, () => window)
  capture.refuseFor(30)
  window = gone
  ends[0]?.()
  await Promise.resolve()
  expect(() => {
    capture.refuseFor(30)
  }).not.toThrow()
})
