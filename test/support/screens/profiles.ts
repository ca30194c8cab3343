import type { Page } from 'playwright'

/** The switcher at the top of the rail. */
const switcher = /^Profile: /

/** Adds a profile by the switcher, in the cloud of the one in use. */
export async function addProfile(page: Page, name: string, colour: string): Promise<void> {
  await page.getByRole('button', { name: switcher }).click()
  await page.getByRole('menuitem', { name: 'Add a profile…' }).click()
  const form = page.getByRole('form', { name: 'Profile' })
  await form.getByLabel('Name', { exact: true }).fill(name)
  await form.getByRole('radio', { name: colour }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('table', { name: 'Profiles' }).getByRole('rowheader', { name }).waitFor()
}

/** Works in another profile by the switcher. */
export async function switchProfile(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: switcher }).click()
  await page.getByRole('menuitemcheckbox', { name, exact: true }).click()
  await page.getByRole('button', { name: new RegExp(`^Profile: ${name}`) }).waitFor()
}

/** Goes to the list of profiles. */
export async function openProfilesScreen(page: Page): Promise<void> {
  await page.getByRole('button', { name: switcher }).click()
  await page.getByRole('menuitem', { name: 'Profiles…' }).click()
  await page.getByRole('heading', { level: 1, name: 'Profiles' }).waitFor()
}
