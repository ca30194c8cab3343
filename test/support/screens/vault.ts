import type { Page } from 'playwright'

/** Goes to the screen about the vault, by its status. */
export async function openVaultScreen(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'Status' })
    .getByRole('button', { name: /^Vault:/ })
    .click()
  await page.getByRole('dialog', { name: 'Vault' }).getByRole('button', { name: 'Look into the vault' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vault' }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
