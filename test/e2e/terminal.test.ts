import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../build/paths.ts'
import { goTo } from '../support/screens/frame.ts'
import { acquireToken, closePanel, tokenRow } from '../support/screens/tokens.ts'
import { openVaultScreen } from '../support/screens/vault.ts'
import { expect, test } from './fixtures.ts'
import { signInAs } from './steps.ts'

test('what a terminal does with tokens and accounts is seen in the open window, whose focus stays', async ({
  atPractice,
  home
}) => {
  test.setTimeout(90_000)
  const { page, practice } = atPractice
  const ann = practice.user('ann@contoso.com')
  const env = { ...process.env, GRATICULE_HOME: home }
  const cli = (...args: string[]): Promise<unknown> =>
    promisify(execFile)(process.execPath, [join(root, 'electron/cli.ts'), ...args], { env, timeout: 60_000 })
  await signInAs(page, ann)
  await acquireToken(page, { resource: 'Azure Maps' })
  await closePanel(page)
  const copy = tokenRow(page, 'Azure Maps', 'ann@contoso.com').getByRole('button', { name: 'Copy', exact: true })
  await copy.focus()
  await cli('token', '--account', 'ann@contoso.com', '--resource', 'geocatalog')
  await expect(tokenRow(page, 'GeoCatalog', 'ann@contoso.com')).toBeVisible()
  await expect(copy).toBeFocused()
  await openVaultScreen(page)
  await cli('token', '--account', 'ann@contoso.com', '--resource', 'key-vault')
  await expect(page.getByRole('row', { name: 'Access tokens 3' })).toBeVisible()
  const keyMade = page.locator('dd', { hasText: 'a new one is due' }).locator('time').first()
  const madeAt = (await keyMade.getAttribute('datetime')) ?? ''
  await cli('vault', 'rotate')
  await expect(keyMade).not.toHaveAttribute('datetime', madeAt)
  await goTo(page, 'Tokens')

  await cli('sign-out', '--account', 'ann@contoso.com')
  await expect(page.getByRole('main').getByRole('heading', { name: 'No token yet' })).toBeVisible()
  await goTo(page, 'Tenants')
  await expect(page.getByRole('main')).not.toContainText('ann@contoso.com')
})
