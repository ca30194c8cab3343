import { describe, expect, it } from 'vitest'
import { SingleFlight } from '../../../electron/adapters/entra/single-flight.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'

/** Work that a test ends, and that counts its starts. */
function controlled() {
  const runs: { signal: AbortSignal; end: (value: string) => void; fail: (error: Error) => void }[] = []
  const work = (signal: AbortSignal): Promise<string> =>
    new Promise((end, fail) => {
      runs.push({ signal, end, fail })
    })
  return { runs, work }
}

const never = new AbortController().signal

describe('SingleFlight', () => {
  it('lets equal requests share a run and starts another once it ended', async () => {
    const { runs, work } = controlled()
    const flights = new SingleFlight<string>()
    const both = Promise.all([flights.run('a', never, work), flights.run('a', never, work)])
    const different = flights.run('b', never, work)
    expect(runs).toHaveLength(2)
    runs[0]?.end('one')
    runs[1]?.end('two')
    expect(await both).toEqual(['one', 'one'])
    expect(await different).toBe('two')
    const later = flights.run('a', never, work)
    runs[2]?.end('three')
    expect(await later).toBe('three')
  })

  it('goes on for the others when one is cancelled, and stops with the last', async () => {
    const { runs, work } = controlled()
    const flights = new SingleFlight<string>()
    const [first, second] = [new AbortController(), new AbortController()]
    const left = failureOfAsync(flights.run('a', first.signal, work))
    const last = failureOfAsync(flights.run('a', second.signal, work))
    first.abort()
    expect(await left).toEqual({ code: 'cancelled' })
    expect(runs[0]?.signal.aborted).toBe(false)
    second.abort()
    expect(await last).toEqual({ code: 'cancelled' })
    expect(runs[0]?.signal.aborted).toBe(true)
  })

  it('keeps no failure', async () => {
    const { runs, work } = controlled()
    const flights = new SingleFlight<string>()
    const failing = flights.run('a', never, work)
    runs[0]?.fail(new Error('once'))
    await expect(failing).rejects.toThrow('once')
    const again = flights.run('a', never, work)
    runs[1]?.end('fine')
    expect(await again).toBe('fine')
  })
})
