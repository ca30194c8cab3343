import type { Locator, Page } from 'playwright'
import { goTo } from './frame.ts'

/** What the Azure Maps form asks for. */
export interface MapsEntry {
  name: string
  endpoint: string
  clientId: string
  primaryKey: string
  secondaryKey: string
}

/** Types an Azure Maps account into the form and saves it. */
export async function saveMapsAccount(page: Page, entry: MapsEntry): Promise<void> {
  const panel = await openPanel(page, 'Add Azure Maps account')
  const form = panel.getByRole('form', { name: 'Azure Maps account' })
  await form.getByLabel('Name').fill(entry.name)
  await form.getByLabel('Endpoint').fill(entry.endpoint)
  await form.getByLabel('Client ID').fill(entry.clientId)
  await form.getByLabel('Primary key').fill(entry.primaryKey)
  await form.getByLabel('Secondary key').fill(entry.secondaryKey)
  await save(page, form, { table: 'Azure Maps accounts', name: entry.name })
}

/** Types a GeoCatalog into the form and saves it. */
export async function saveGeoCatalog(page: Page, entry: Pick<MapsEntry, 'name' | 'endpoint'>): Promise<void> {
  const panel = await openPanel(page, 'Add GeoCatalog')
  const form = panel.getByRole('form', { name: 'GeoCatalog' })
  await form.getByLabel('Name').fill(entry.name)
  await form.getByLabel('Endpoint').fill(entry.endpoint)
  await save(page, form, { table: 'GeoCatalogs', name: entry.name })
}

/** Lets the window fill in the practice cloud's own account and saves it; the name it was given. */
export async function savePracticeTarget(page: Page, kind: 'account' | 'GeoCatalog'): Promise<string> {
  const isMaps = kind === 'account'
  const panel = await openPanel(page, isMaps ? 'Add Azure Maps account' : 'Add GeoCatalog')
  await panel.getByRole('button', { name: `Fill in the practice ${kind}` }).click()
  const form = panel.getByRole('form', { name: isMaps ? 'Azure Maps account' : 'GeoCatalog' })
  const name = await form.getByLabel('Name').inputValue()
  await save(page, form, { table: isMaps ? 'Azure Maps accounts' : 'GeoCatalogs', name })
  return name
}

/** The text of a target's row, keys by their last four characters. */
export async function readTarget(
  page: Page,
  table: 'Azure Maps accounts' | 'GeoCatalogs',
  name: string
): Promise<string> {
  return (await targetRow(page, table, name).innerText()).replaceAll(/\s+/g, ' ')
}

async function openPanel(page: Page, title: 'Add Azure Maps account' | 'Add GeoCatalog'): Promise<Locator> {
  await goTo(page, 'Keys')
  await page.getByRole('button', { name: `${title}…` }).click()
  return page.getByRole('complementary', { name: title })
}

async function save(
  page: Page,
  form: Locator,
  row: { table: 'Azure Maps accounts' | 'GeoCatalogs'; name: string }
): Promise<void> {
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  await targetRow(page, row.table, row.name).waitFor()
}

function targetRow(page: Page, table: string, name: string): Locator {
  const nameCell = page.getByRole('rowheader', { name, exact: true })
  return page.getByRole('table', { name: table }).getByRole('row').filter({ has: nameCell })
}
