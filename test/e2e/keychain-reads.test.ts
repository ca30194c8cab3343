import { startApp } from '../support/app.ts'
import { traceKeychain } from '../support/keychain-trace.ts'
import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { choosePracticeCloud } from '../support/screens/frame.ts'
import { expect, test } from './fixtures.ts'
import { readStock, signInAs } from './steps.ts'

/** What libsecret sends to read one item. */
const oneRead = ['SearchItems', 'GetSecrets']

/** The calls that look for, read or write items. */
function itemCalls(calls: string[]): string[] {
  return calls.filter((name) => /Item|Secret/.test(name))
}

test('a start reads one item of the keychain, once, and work after it reads none', async ({
  practice,
  home,
  keyring
}) => {
  const first = await startApp(home, keyring.env)
  await choosePracticeCloud(first.page)
  await signInAs(first.page, practice.user('ann@contoso.com'))
  await first.close()

  const trace = await traceKeychain(keyring.env)
  const again = await startApp(home, keyring.env)
  expect(itemCalls(await trace.calls())).toEqual(oneRead)
  await acquireToken(again.page, { resource: 'Azure Maps' })
  await closePanel(again.page)
  expect((await readStock(again.page)).tokens).toHaveLength(1)
  await again.close()
  expect(itemCalls(await trace.calls())).toEqual(oneRead)
  await trace.stop()
})
