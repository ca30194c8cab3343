import type { CallName } from '#contract/api'
import type { RunningApp } from '../../support/app.ts'
import { validRequests } from '../../fakes/valid-requests.ts'
import { mainHeapBytes } from '../main-heap-bytes.ts'
import type { Figures } from '../measure.ts'
import { breakRequest, type Breaking } from './break-request.ts'
import { hostileCalls } from './breakings.ts'

const inOneGo = 1_000

/** Messages that break the contract, from the page over the real wire to the running app. */
export async function wire({ app, page }: RunningApp, count: number): Promise<Figures> {
  await app.evaluate(() => {
    // Each call comes in a window of its own, so that none is refused for being one too many.
    let now = 0
    performance.now = () => (now += 60_000)
  })
  await page.evaluate(`window.breakRequest = ${breakRequest.toString()}`)
  const before = await mainHeapBytes(app)
  const answers = new Map<string, number>()
  // A field of that name does not come over Electron's bridge: what arrives is a request that is right, and it would be done.
  const calls = [...hostileCalls(count, 2)].filter(({ breaking }) => breaking.place.at(-1) !== '__proto__')
  for (let first = 0; first < calls.length; first += inOneGo) {
    const batch = calls.slice(first, first + inOneGo).map(({ name, breaking }) => ({
      name,
      breaking,
      valid: validRequests[name]
    }))
    for (const answer of await sendFromPage(page, batch)) answers.set(answer, (answers.get(answer) ?? 0) + 1)
  }
  const grew = (await mainHeapBytes(app)) - before
  const isPolluted = await app.evaluate(() => 'polluted' in {})
  const status = await page.evaluate(() => window.graticule.call('getStatus', {}))
  const [refused = 0, notSent = 0] = [answers.get('request-refused'), answers.get('not sent')]
  return {
    wireMessages: calls.length,
    // Neither refused by the gate nor, as what cannot be copied, by the bridge before it.
    wireMessagesNotRefused: calls.length - refused - notSent,
    wireMessagesAtGate: refused,
    wirePrototypesChanged: isPolluted ? 1 : 0,
    wireAnswersAfterwards: status.ok ? 1 : 0,
    wireGrewMb: grew / 2 ** 20
  }
}

function sendFromPage(
  page: RunningApp['page'],
  calls: { name: CallName; breaking: Breaking; valid: unknown }[]
): Promise<string[]> {
  return page.evaluate(async (batch) => {
    const { breakRequest: build, graticule } = window as unknown as {
      breakRequest: (valid: unknown, breaking: unknown) => unknown
      graticule: { call: (name: string, request: unknown) => Promise<{ ok: boolean; failure?: { code: string } }> }
    }
    const answers: string[] = []
    for (const { name, valid, breaking } of batch) {
      try {
        const answer = await graticule.call(name, build(valid, breaking))
        answers.push(answer.ok ? 'accepted' : (answer.failure?.code ?? 'none'))
      } catch {
        answers.push('not sent')
      }
    }
    return answers
  }, calls)
}
