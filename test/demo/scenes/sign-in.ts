import assert from 'node:assert/strict'
import { dismissMessages } from '../../support/screens/frame.ts'
import { enterDeviceCode } from '../../support/screens/practice-pages.ts'
import { askForDeviceCode, waitUntilSignedIn } from '../../support/screens/sign-in.ts'
import { pickTenant, readTenants, whereYouAre } from '../../support/screens/tenants.ts'
import { castOf } from '../cast.ts'
import type { Step } from '../story.ts'

/** A person signs in and picks a tenant. */
export const signIn: readonly Step[] = [
  {
    name: 'Sign in by device code as Ann',
    play: async (stage) => {
      const { ann } = castOf(stage.practice.ready)
      const [{ code, address }] = await Promise.all([askForDeviceCode(stage.page), stage.openBrowser()])
      await stage.picture('device-code')
      await enterDeviceCode(stage.browser.page, { address, code, person: ann })
      await stage.picture('signed-in-at-the-page', 'browser')
      await waitUntilSignedIn(stage.page, [ann.displayName])
      await stage.closeBrowser()
      await dismissMessages(stage.page)
      return `The code from the window, typed at the practice cloud’s page; the window says that ${ann.displayName} is signed in.`
    }
  },
  {
    name: 'Pick one of three tenants',
    play: async (stage) => {
      const { tenant } = castOf(stage.practice.ready)
      const listed = await readTenants(stage.page)
      const names = listed.map(({ name }) => name)
      const wanted = stage.practice.ready.tenants.map(({ displayName }) => displayName)
      assert.deepEqual(names.toSorted(), wanted.toSorted(), `The window lists ${names.join(', ')}`)
      await pickTenant(stage.page, tenant.displayName)
      const where = await whereYouAre(stage.page)
      assert.ok(where.startsWith(tenant.displayName), `The title names another tenant: ${where}`)
      await stage.picture('tenants')
      return `${names.join(', ')}; ${tenant.displayName} is in use now.`
    }
  }
]
