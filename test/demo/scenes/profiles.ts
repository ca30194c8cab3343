import assert from 'node:assert/strict'
import { dismissMessages, goTo } from '../../support/screens/frame.ts'
import { addProfile, openProfilesScreen, switchProfile } from '../../support/screens/profiles.ts'
import { readTokens } from '../../support/screens/tokens.ts'
import type { Step } from '../step.ts'

/** A second profile, in which nothing of the first is seen. */
export const profiles: readonly Step[] = [
  {
    name: 'Add a profile, and look around in it',
    play: async (stage) => {
      const { page } = stage
      await addProfile(page, 'Field team', 'Green')
      await switchProfile(page, 'Field team')
      await goTo(page, 'Tokens')
      await page.getByText('No token yet').waitFor()
      await openProfilesScreen(page)
      await dismissMessages(page)
      await stage.picture('profiles')
      await switchProfile(page, 'Practice cloud')
      await goTo(page, 'Tokens')
      const { length } = await readTokens(page)
      assert.ok(length > 0, 'The tokens of the first profile are gone')
      return `“Field team” holds nothing; the first profile still has its ${String(length)} tokens.`
    }
  }
]
