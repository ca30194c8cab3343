import assert from 'node:assert/strict'
import { dismissMessages } from '../../support/screens/frame.ts'
import { readTarget, saveMapsAccount, savePracticeTarget } from '../../support/screens/keys.ts'
import { signInWithClientSecret } from '../../support/screens/sign-in.ts'
import { pickAccount, readTenants } from '../../support/screens/tenants.ts'
import { castOf } from '../cast.ts'
import type { Step } from '../step.ts'

/** What is tested, and who is to be refused. */
export const keys: readonly Step[] = [
  {
    name: 'Save the Azure Maps account with its keys',
    play: async (stage) => {
      const { page, practice } = stage
      const { maps } = castOf(practice.ready)
      await saveMapsAccount(page, { ...maps, endpoint: practice.ready.endpoints.maps })
      const row = await readTarget(page, 'Azure Maps accounts', maps.name)
      for (const key of [maps.primaryKey, maps.secondaryKey]) {
        assert.ok(row.includes(key.slice(-4)), 'The row does not show the last four characters of a key')
        assert.ok(!(await page.content()).includes(key), 'A whole key stayed in the page')
      }
      return `${maps.name} is listed, its keys by their last four characters.`
    }
  },
  {
    name: 'Save the GeoCatalog',
    play: async (stage) => {
      const { geocatalog } = castOf(stage.practice.ready)
      assert.equal(await savePracticeTarget(stage.page, 'GeoCatalog'), geocatalog.name)
      await stage.picture('keys')
      return `${geocatalog.name} is listed.`
    }
  },
  {
    name: 'Sign in an application that has no role',
    play: async (stage) => {
      const { ann, kiosk, tenant } = castOf(stage.practice.ready)
      await signInWithClientSecret(stage.page, kiosk)
      const [only, ...others] = await readTenants(stage.page)
      assert.equal(only?.name, tenant.displayName)
      assert.deepEqual(others, [])
      await dismissMessages(stage.page)
      await pickAccount(stage.page, ann.userPrincipalName)
      return `${kiosk.displayName}, by client ID and client secret, in ${tenant.displayName}. Ann stays the account in use.`
    }
  }
]
