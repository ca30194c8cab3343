import { describe, expect, it } from 'vitest'
import { apiOver } from '../../../renderer/lib/api.ts'
import { AccessTest } from '../../../renderer/state/access-test.svelte.ts'
import { FakeWire } from '../../fakes/wire.ts'

function testOver(stepMs: number): { wire: FakeWire; accessTest: AccessTest } {
  const wire = new FakeWire({ stepMs })
  const accessTest = new AccessTest(apiOver(wire))
  wire.on('access-test-progressed', (progress) => {
    accessTest.receive(progress)
  })
  return { wire, accessTest }
}

const answers = (wire: FakeWire, count: number): Promise<void> =>
  new Promise((resolve) => {
    let seen = 0
    wire.on('access-test-progressed', (progress) => {
      if (progress.step === 'answered' && ++seen === count) resolve()
    })
  })

describe('AccessTest', () => {
  it('fills the matrix cell by cell', async () => {
    const { wire, accessTest } = testOver(1)
    const three = answers(wire, 3)
    const running = accessTest.run('target-maps', [])
    await three
    expect(accessTest.phase).toBe('running')
    expect(accessTest.total).toBe(14)
    expect(accessTest.cells.length).toBe(3)
    await running
    expect(accessTest.phase).toBe('done')
    expect(accessTest.cells.length).toBe(14)
    expect(accessTest.complete).toBe(true)
    expect(accessTest.cell('geocode', 'credential-none')).toMatchObject({ verdict: 'refused', expected: 'refused' })
  })

  it('keeps what was answered when it is cancelled', async () => {
    const { wire, accessTest } = testOver(1)
    const three = answers(wire, 3)
    const running = accessTest.run('target-maps', [])
    await three
    await accessTest.cancel()
    await running
    expect(accessTest.phase).toBe('done')
    expect(accessTest.complete).toBe(false)
    expect(accessTest.cells.length).toBe(3)
  })

  it('ends in the main process too when the profile changes', async () => {
    const { wire, accessTest } = testOver(1)
    const one = answers(wire, 1)
    const running = accessTest.run('target-maps', [])
    await one
    accessTest.clear()
    await running
    expect(accessTest.phase).toBe('idle')
    const started = wire.calls.find(({ name }) => name === 'runAccessTest')
    expect(wire.calls.at(-1)).toEqual({
      name: 'cancelOperation',
      request: { operationId: (started?.request as { operationId: string }).operationId }
    })
  })

  it('fails with a reason where the target is gone', async () => {
    const { accessTest } = testOver(0)
    await accessTest.run('no-such-target', [])
    expect(accessTest.phase).toBe('failed')
    expect(accessTest.failure).toEqual({ code: 'not-found', what: 'target' })
  })

  it('drops cells of an older test', async () => {
    const { wire, accessTest } = testOver(0)
    await accessTest.run('target-catalog', [])
    const cells = accessTest.cells
    wire.send('access-test-progressed', { operationId: 'older', step: 'planned', credentials: [], checks: [] })
    expect(accessTest.cells).toEqual(cells)
    expect(accessTest.total).toBe(6)
  })
})
