import { AppFailure } from '../../../electron/services/app-failure.ts'
import { isOfService } from '../../support/arrived.ts'
import type { Figures } from '../measure.ts'
import { atPractice, mapsScope } from './at-practice.ts'
import { signInAnn } from './started-app.ts'

const daySeconds = 86_400

/** A clock that is a day off, either way: whether it is said each time, and what goes to Entra ID besides what was asked for. */
export function wrongClock(asks: number): Promise<Figures> {
  return atPractice(async ({ start, weather, arrived }) => {
    let wrongClockNotSaid = 0
    let wrongClockSentUnasked = 0
    let wrongClockAccountsLost = 0
    for (const offsetSeconds of [daySeconds, -daySeconds]) {
      await weather([])
      const app = await start()
      const { tokens, accounts, offlinePlans } = app.services
      const { accountId, homeTenantId: tenantId } = await signInAnn(app)
      const { signal } = new AbortController()
      const request = { accountId, tenantId, scope: mapsScope, refresh: true, signal }
      // Seen from here, a wrong clock of this computer is one that the services have.
      await weather([{ do: { kind: 'clock', offsetSeconds } }])
      await arrived()
      for (let turn = 0; turn < asks; turn += 1) {
        const said = await tokens.acquire(request).catch((error: unknown) => error)
        const isSaid =
          said instanceof AppFailure &&
          said.failure.code === 'clock-wrong' &&
          Math.abs(said.failure.offsetSeconds + offsetSeconds) < 60
        if (!isSaid) wrongClockNotSaid += 1
        // What the window looks at all the time.
        tokens.list()
        accounts.list()
        offlinePlans.read()
      }
      wrongClockSentUnasked += (await arrived()).filter(isOfService('login')).length - asks
      wrongClockAccountsLost += 1 - accounts.list().filter(({ state }) => state === 'ready').length
      await app.stop()
    }
    return { wrongClockAsks: 2 * asks, wrongClockNotSaid, wrongClockSentUnasked, wrongClockAccountsLost }
  })
}
