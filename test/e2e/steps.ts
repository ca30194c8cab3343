import type { Page } from 'playwright'
import { BrowserScript } from '../clients/browser-script.ts'
import type { RunningApp } from '../support/app.ts'
import type { PracticeReady } from '../support/practice.ts'
import { askForDeviceCode } from '../support/screens/sign-in.ts'
import { expect } from './fixtures.ts'

type Person = PracticeReady['users'][number]

/** Types a code at the practice cloud's page without a browser's window, and presses the last button. */
export async function playDeviceCode(
  { code, address }: { code: string; address: string },
  person: Person,
  lastButton: 'continue' | 'cancel' = 'continue'
): Promise<void> {
  const script = new BrowserScript()
  const account = await script.press(await script.open(address), 'next', { otc: code })
  await script.press(await script.signIn(account, person), lastButton)
}

/** Signs a person in by device code, as far as the app's window shows it. */
export async function signInAs(page: Page, person: Person): Promise<void> {
  await playDeviceCode(await askForDeviceCode(page), person)
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
}

/** Asserts that the window shows this failure, and only this one. */
export async function expectFailure(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.getByRole('main').getByRole('alert')).toContainText(title)
}

/** What the window's own calls say is there: nothing may get lost by a failure. */
export async function readStock(page: Page): Promise<{ accounts: string[]; tokens: string[] }> {
  return page.evaluate(async () => {
    const accounts = await window.graticule.call('listAccounts', {})
    const tokens = await window.graticule.call('listTokens', {})
    if (!accounts.ok || !tokens.ok) throw new Error(JSON.stringify([accounts, tokens]))
    return {
      accounts: accounts.value.map(({ username, state }) => `${username} ${state}`).sort(),
      tokens: tokens.value.map(({ tokenId, state }) => `${tokenId} ${state}`).sort()
    }
  })
}

/** The system's clipboard, as any program sees it. */
export async function readClipboard({ app }: RunningApp): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText())
}
