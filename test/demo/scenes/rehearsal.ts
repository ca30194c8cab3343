import assert from 'node:assert/strict'
import { makeWeather, openPracticeScreen } from '../../support/screens/practice.ts'
import { acquireToken, closePanel } from '../../support/screens/tokens.ts'
import { openVaultScreen } from '../../support/screens/vault.ts'
import { castOf } from '../cast.ts'
import type { Step } from '../step.ts'

const weather = 'Conditional Access blocks a person or an API'

/** A support case on purpose: somebody is blocked, the window says so, and the log shows the request. */
export const rehearsal: readonly Step[] = [
  {
    name: 'Put weather on a person',
    play: async (stage) => {
      const { page, practice } = stage
      await openPracticeScreen(page)
      await page.getByRole('table', { name: 'People' }).waitFor()
      await stage.picture('practice-people')
      await makeWeather(page, weather, { 'Whom it is about': castOf(practice.ready).ann.userPrincipalName })
      await page.getByRole('button', { name: `End ${weather}` }).waitFor()
      await stage.picture('practice-weather')
      return `“${weather}” is in force for Ann.`
    }
  },
  {
    name: 'Meet it, and read who must act',
    play: async (stage) => {
      const { page } = stage
      const said = await acquireToken(page, { resource: 'Key Vault' })
      assert.match(said, /Conditional Access policy/)
      assert.match(said, /AADSTS53003/)
      await stage.picture('practice-refused')
      await closePanel(page)
      return 'A token is refused by Conditional Access, with the code and who must act.'
    }
  },
  {
    name: 'Find the request, and end the weather',
    play: async (stage) => {
      const { page } = stage
      await openPracticeScreen(page)
      await page.getByRole('tab', { name: 'Requests' }).click()
      await page.getByRole('row').filter({ hasText: 'by the weather' }).first().waitFor()
      await stage.picture('practice-requests')
      await page.getByRole('tab', { name: /^Weather/ }).click()
      await page.getByRole('button', { name: `End ${weather}` }).click()
      await page.getByText('Fine weather').waitFor()
      return 'The log shows which answer the weather gave; the weather is fine again.'
    }
  },
  {
    name: 'Check the vault',
    play: async (stage) => {
      const { page } = stage
      await openVaultScreen(page)
      await page.getByRole('button', { name: 'Check the vault' }).click()
      await page.getByText('all of them sound').waitFor()
      await stage.picture('vault')
      return 'Every entry opened, and a trial one was written, read back and deleted.'
    }
  }
]
