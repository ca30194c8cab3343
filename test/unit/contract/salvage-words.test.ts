import { describe, expect, it } from 'vitest'
import { salvageWords } from '../../../electron/contract/salvage-words.ts'

describe('what a salvage says', () => {
  it('asks for a sign-in only where one was lost, and names what else to do', () => {
    const lost = ['one', 'two'].map(() => ({ kind: 'profile', label: 'sign-in default', whose: null }))
    expect(salvageWords({ broughtOver: 3, lost, lostNames: 0 })).toBe(
      'What could be read was brought over: 3 entries. Lost: 2 sign-in defaults. ' +
        'Save what a sign-in starts with again under Profiles.'
    )
  })
})
