import type { Locator, Page } from 'playwright'

/** Goes to the screen about going offline, by the status of the network. */
export async function openOfflineScreen(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'Status' })
    .getByRole('button', { name: /^Network:/ })
    .click()
  await page.getByRole('dialog', { name: 'Network' }).getByRole('button', { name: 'Prepare to go offline' }).click()
  await page.getByRole('heading', { level: 1, name: 'Go offline' }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** The row of what can be taken along, by its resource. */
export function offlineRow(page: Page, resource: string): Locator {
  const rows = page.getByRole('table', { name: 'What to take along' }).getByRole('row')
  return rows.filter({ has: page.getByRole('rowheader', { name: resource }) })
}

/** Chooses resources to take along and says when there is a network again. */
export async function planOffline(page: Page, resources: string[], back: Date): Promise<void> {
  for (const resource of resources) await offlineRow(page, resource).getByRole('checkbox').check()
  const local = new Date(back.getTime() - back.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  await page.getByLabel('Back on the network').fill(local)
}

/** Asks for fresh tokens and waits for what came of it. */
export async function prepareOffline(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Prepare', exact: true }).click()
  const outcome = page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: /fresh token|could not be renewed/ })
  return (await outcome.innerText()).replaceAll(/\s+/g, ' ')
}
