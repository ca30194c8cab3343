import type { Page } from 'playwright'

/** A screen by its name in the rail. */
export type RailScreen = 'Tenants' | 'Tokens' | 'Test access' | 'Keys'

/** The statuses at the foot of the rail. */
export type StatusDoor = 'Practice cloud' | 'Vault' | 'Network'

/** Goes to a screen by the rail. */
export async function goTo(page: Page, screen: RailScreen): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: screen, exact: true }).waitFor()
}

/** First run: takes the practice cloud. It is there when the sign-in screen is. */
export async function choosePracticeCloud(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Choose a cloud' }).waitFor()
  await page.getByRole('button', { name: 'Use the practice cloud', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
}

/** First run: takes the public cloud of Azure. It is there when the sign-in screen is. */
export async function chooseAzure(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Choose a cloud' }).waitFor()
  await page.getByLabel('Azure cloud').selectOption({ label: 'Azure' })
  await page.getByRole('button', { name: 'Use Azure', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
}

/** What a status says: the word in the rail, and the text behind it. */
export async function readDoor(page: Page, door: StatusDoor): Promise<{ state: string; text: string }> {
  const trigger = page.getByRole('region', { name: 'Status' }).getByRole('button', { name: new RegExp(`^${door}:`) })
  const dialog = page.getByRole('dialog', { name: door, exact: true })
  const name = (await trigger.innerText()).replaceAll(/\s+/g, ' ')
  await trigger.click()
  const text = await dialog.innerText()
  await trigger.click()
  await dialog.waitFor({ state: 'detached' })
  return { state: name.split(': ')[1] ?? '', text }
}

/** Light, dark, or as the system says. */
export async function chooseTheme(page: Page, theme: 'As the system' | 'Light' | 'Dark'): Promise<void> {
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('menuitemcheckbox', { name: theme }).click()
  await page.getByRole('menu').waitFor({ state: 'detached' })
}

/** Ends a message in the corner, so that the next one is not taken for it. */
export async function dismissMessages(page: Page): Promise<void> {
  const buttons = page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss message' })
  // In one go: a message that goes by itself meanwhile would be waited for in vain.
  await buttons.evaluateAll((all) => {
    for (const button of all) (button as HTMLElement).click()
  })
  await buttons.first().waitFor({ state: 'detached' })
}
