import { developerSignOn } from '../../../electron/knowledge/clouds.ts'
import { startPracticeCloud } from '../../../practice/cloud.ts'
import { BrowserScript } from '../../clients/browser-script.ts'
import { at } from '../../clients/practice-fixture.ts'
import { cloudOf, createAdapters, never } from '../../contract/adapters-on-practice.ts'
import type { Figures } from '../measure.ts'
import { sendCallbacks, sendUnreadable } from './hostile-callbacks.ts'

/** Callbacks that nobody asked for, at the port of a running sign-in: how many ended it, and whether it still succeeds and closes its port. */
export async function callbacks(count: number): Promise<Figures> {
  const running = await startPracticeCloud()
  let callbackCrashes = 0
  const onCrash = (): void => {
    callbackCrashes += 1
  }
  process.on('uncaughtException', onCrash)
  try {
    const rhea = at(running.ready.users, 1)
    let serverErrors = 0
    const adapters = createAdapters({
      onPage: async (url) => {
        const statuses = await sendCallbacks(url, count)
        await sendUnreadable(url)
        for (const [status, times] of statuses) if (status >= 500) serverErrors += times
        const script = new BrowserScript()
        await script.postBack(await script.signIn(await script.open(url), rhea))
      }
    })
    const account = await adapters.entra.signInInBrowser({
      profileId: 'practice',
      cloud: cloudOf(running),
      tenant: 'organizations',
      clientId: developerSignOn.clientId,
      signal: never,
      onStep: () => undefined
    })
    const redirect = new URL(adapters.opened[0] ?? '').searchParams.get('redirect_uri') ?? ''
    const portsLeftOpen = await fetch(redirect.replace('localhost', '127.0.0.1')).then(
      () => 1,
      () => 0
    )
    return {
      callbacks: count,
      // An accepted one would have had its code redeemed, in the place of the person's.
      callbacksAccepted: adapters.sent.filter(({ body = '' }) => body.includes('stolen')).length,
      callbackCrashes,
      serverErrors,
      signedIn: account.username === rhea.userPrincipalName ? 1 : 0,
      portsLeftOpen
    }
  } finally {
    process.off('uncaughtException', onCrash)
    await running.stop()
  }
}
