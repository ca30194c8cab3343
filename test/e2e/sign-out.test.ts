import { join } from 'node:path'
import { openStore } from '../../electron/adapters/vault/store.ts'
import { startApp } from '../support/app.ts'
import { goTo } from '../support/screens/frame.ts'
import { openOfflineScreen, planOffline, prepareOffline } from '../support/screens/offline.ts'
import { signInWithClientSecret } from '../support/screens/sign-in.ts'
import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { filesWith } from '../support/secret-search.ts'
import { secretsIn } from '../support/vault-secrets.ts'
import { expect, test } from './fixtures.ts'
import { readStock, signInAs } from './steps.ts'

test('nothing of an account is left after its sign-out, in the vault or in any file', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  const [, daemon] = practice.ready.apps
  if (daemon === undefined) throw new Error('The practice cloud is empty')
  await signInAs(page, practice.user('ann@contoso.com'))
  await goTo(page, 'Tenants')
  for (const resource of ['Azure Maps', 'GeoCatalog']) {
    await acquireToken(page, { resource })
    await closePanel(page)
  }
  await openOfflineScreen(page)
  await planOffline(page, ['Key Vault'], new Date(Date.now() + 3_600_000))
  await prepareOffline(page)
  await signInWithClientSecret(page, daemon)
  await acquireToken(page, { resource: 'Azure Maps' })
  expect((await readStock(page)).accounts).toHaveLength(2)
  await atPractice.close()
  const secrets = await secretsIn(home)
  expect(Object.keys(secrets).join()).toMatch(/refreshtoken/i)
  expect(Object.values(secrets)).toContain(daemon.secret)
  expect(Object.keys(secrets).length).toBeGreaterThan(8)

  const again = await startApp(home)
  const signedOut = await again.page.evaluate(async () => {
    const accounts = await window.graticule.call('listAccounts', {})
    if (!accounts.ok) throw new Error(JSON.stringify(accounts))
    for (const { accountId } of accounts.value) await window.graticule.call('signOut', { accountId })
    return accounts.value.map(({ accountId }) => accountId)
  })
  expect(signedOut).toHaveLength(2)
  expect(await readStock(again.page)).toEqual({ accounts: [], tokens: [] })
  await again.close()

  expect(await filesWith(home, secrets, ['practice.json'])).toEqual([])
  const store = await openStore(join(home, 'vault'))
  const entries = [...store.records.list([]), ...store.quarantine.list([]), ...store.index.list([])]
  const texts = entries.map(({ key, value }) => `${key.join(' ')} ${value.toString()}`)
  await store.close()
  expect(texts.filter((text) => signedOut.some((accountId) => text.includes(accountId)))).toEqual([])
  expect(texts.filter((text) => /ann@contoso\.com|survey-daemon/.test(text))).toEqual([])
})
