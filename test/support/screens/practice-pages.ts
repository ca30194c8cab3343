import type { Page } from 'playwright'
import type { PracticeReady } from '../practice.ts'

type Person = PracticeReady['users'][number]

/** What a person does with a code: opens the page, types the code, says who they are and that they meant it. */
export async function enterDeviceCode(
  browserPage: Page,
  { address, code, person }: { address: string; code: string; person: Person }
): Promise<void> {
  await browserPage.goto(address)
  await at(browserPage, 'device-code')
  await browserPage.getByLabel('Code').fill(code)
  await browserPage.getByRole('button', { name: 'Next' }).click()
  await identify(browserPage, person)
  await at(browserPage, 'confirm')
  await browserPage.getByRole('button', { name: 'Continue' }).click()
  await at(browserPage, 'done')
}

/** Types user name and password; the next page depends on the flow. */
export async function identify(browserPage: Page, person: Person): Promise<void> {
  await at(browserPage, 'account')
  await browserPage.getByLabel('User name').fill(person.userPrincipalName)
  await browserPage.getByRole('button', { name: 'Next' }).click()
  await at(browserPage, 'password')
  await browserPage.getByLabel('Password').fill(person.password)
  await browserPage.getByRole('button', { name: 'Sign in' }).click()
}

/** Waits until the browser is at a page of the practice cloud's sign-in, by the page's own mark. */
export async function at(browserPage: Page, name: string): Promise<void> {
  await browserPage.locator(`main[data-page="${name}"]`).waitFor()
}
