import type { Page } from 'playwright'

/** A row of the tenant list. */
export interface TenantLine {
  name: string
  domain: string
  kind: string
  isInUse: boolean
}

/** The tenants of the account in use, once they are listed. */
export async function readTenants(page: Page): Promise<TenantLine[]> {
  const rows = page
    .getByRole('table', { name: /^Tenants of/ })
    .locator('tbody')
    .getByRole('row')
  await rows.first().waitFor()
  return rows.evaluateAll((all) =>
    all.map((row) => {
      const cells = [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())
      return { name: cells[1] ?? '', domain: cells[2] ?? '', kind: cells[4] ?? '', isInUse: cells[5] === 'In use' }
    })
  )
}

/** Picks a tenant by its name, unless it is in use, and waits until it is. */
export async function pickTenant(page: Page, name: string): Promise<void> {
  const listed = await readTenants(page)
  const isInUse = listed.some((line) => line.name === name && line.isInUse)
  if (!isInUse) await page.getByRole('button', { name: `Select ${name}`, exact: true }).click()
  await tenantRow(page, name).getByText('In use').waitFor()
}

/** Which tenant and cloud the title of the screen names. */
export async function whereYouAre(page: Page): Promise<string> {
  return (await page.getByLabel('Tenant, profile and cloud').innerText()).replaceAll(/\s+/g, ' ')
}

/** Takes another of the signed-in accounts. */
export async function pickAccount(page: Page, name: string): Promise<void> {
  await page.getByLabel('Account', { exact: true }).selectOption({ label: name })
  await page.getByRole('region', { name: `Tenants of ${name}` }).waitFor()
}

function tenantRow(page: Page, name: string) {
  const nameCell = page.getByRole('rowheader', { name, exact: true })
  return page
    .getByRole('table', { name: /^Tenants of/ })
    .getByRole('row')
    .filter({ has: nameCell })
}
