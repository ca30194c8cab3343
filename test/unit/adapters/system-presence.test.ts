import { describe, expect, it, vi } from 'vitest'
import { createSystemPresence } from '../../../electron/adapters/presence/system-presence.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'

const touchId = (can: boolean, prompt = vi.fn(() => Promise.resolve())) => ({
  canPromptTouchID: () => can,
  promptTouchID: prompt
})

describe('who is there', () => {
  it('is asked by Touch ID on a Mac that has it, with the reason', async () => {
    const id = touchId(true)
    await createSystemPresence('darwin', id).confirm('unlock Graticule')
    expect(id.promptTouchID).toHaveBeenCalledExactlyOnceWith('unlock Graticule')
  })

  it('that is refused throws', async () => {
    const refusing = touchId(
      true,
      vi.fn(() => Promise.reject(new Error('User canceled')))
    )
    const asked = createSystemPresence('darwin', refusing).confirm('unlock Graticule')
    expect((await failureOfAsync(asked)).code).toBe('keychain-denied')
  })

  it.each([
    ['darwin', false],
    ['win32', true],
    ['linux', true]
  ] as const)('is not asked on %s where the system offers nothing (%s)', async (platform, can) => {
    const id = touchId(can)
    await createSystemPresence(platform, id).confirm('unlock Graticule')
    expect(id.promptTouchID).not.toHaveBeenCalled()
  })
})
