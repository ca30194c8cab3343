import assert from 'node:assert/strict'
import { dismissMessages } from '../../support/screens/frame.ts'
import { signInByDeviceCode } from '../../support/screens/sign-in.ts'
import { pickTenant, readTenants, whereYouAre } from '../../support/screens/tenants.ts'
import { castOf } from '../cast.ts'
import type { Step } from '../step.ts'

/** A person signs in and picks a tenant. */
export const signIn: readonly Step[] = [
  {
    name: 'Sign in by device code as Ann',
    play: async (stage) => {
      const { ann } = castOf(stage.practice.ready)
      await stage.openBrowser()
      const whileCodeShows = (): Promise<void> => stage.picture('device-code')
      await signInByDeviceCode(stage.page, stage.browser, ann, { whileCodeShows })
      await stage.picture('signed-in-at-the-page', 'browser')
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
