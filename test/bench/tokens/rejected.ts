import { AppFailure } from '../../../electron/services/app-failure.ts'
import { isOfService } from '../../support/arrived.ts'
import type { Figures } from '../measure.ts'
import { atPractice, mapsScope } from './at-practice.ts'
import { signInAnn } from './started-app.ts'

const asksInARow = 4

/** Refresh tokens that Entra ID rejects: how often one is sent, and how often after the app was started again. */
export function rejectedRefreshTokens(rounds: number): Promise<Figures> {
  return atPractice(async ({ start, weather, arrived }) => {
    let sentAtMost = 0
    let sentAfterRestart = 0
    let rejectionsNotSaid = 0
    let rejectedAccountsLost = 0
    for (let round = 0; round < rounds; round += 1) {
      const app = await start()
      const { accountId, homeTenantId: tenantId } = await signInAnn(app)
      const { signal } = new AbortController()
      const request = { accountId, tenantId, scope: mapsScope, refresh: true, signal }
      await weather([{ match: { flow: 'refresh-token' }, do: { kind: 'aadsts', code: 50173 } }])
      await arrived()
      const ask = async (services: typeof app.services): Promise<void> => {
        const said = await services.tokens.acquire(request).catch((error: unknown) => error)
        if (!(said instanceof AppFailure) || said.failure.code !== 'sign-in-needed') rejectionsNotSaid += 1
      }
      for (let turn = 0; turn < asksInARow; turn += 1) await ask(app.services)
      sentAtMost = Math.max(sentAtMost, (await arrived()).filter(isOfService('login')).length)
      await app.stop()

      const again = await start()
      await weather([])
      for (let turn = 0; turn < asksInARow; turn += 1) await ask(again.services)
      sentAfterRestart += (await arrived()).filter(isOfService('login')).length
      rejectedAccountsLost += 1 - again.services.accounts.list().length
      await again.stop()
    }
    return { rejectedRounds: rounds, sentAtMost, sentAfterRestart, rejectionsNotSaid, rejectedAccountsLost }
  })
}
