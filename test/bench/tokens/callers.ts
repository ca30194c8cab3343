import type { Figures } from '../measure.ts'
import { atPractice, mapsScope } from './at-practice.ts'
import { signInAnn } from './started-app.ts'

/** So many callers want one token at the same moment: how many requests went over the wire for it. */
export function sharedRequests(callers: number): Promise<Figures> {
  return atPractice(async ({ start, arrived }) => {
    const app = await start()
    const { accountId, homeTenantId: tenantId } = await signInAnn(app)
    const { tokens } = app.services
    const { signal } = new AbortController()
    const request = { accountId, tenantId, scope: mapsScope, refresh: false, signal }
    await arrived()
    const summaries = await Promise.all(Array.from({ length: callers }, () => tokens.acquire(request)))
    const networkCalls = (await arrived()).length
    const texts = new Set(await Promise.all(summaries.map(({ tokenId }) => tokens.text(tokenId))))
    await app.stop()
    return { callers, networkCalls, differentTokens: texts.size }
  })
}
