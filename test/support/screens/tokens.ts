import type { Locator, Page } from 'playwright'
import { goTo } from './frame.ts'

/** A row of the token list. */
export interface TokenLine {
  resource: string
  identity: string
  tenant: string
  valid: string
  source: string
}

/** A claim as the side panel shows it. */
export interface ClaimLine {
  claim: string
  value: string
  meaning: string
}

/** Asks for a token by the form and gives back what the window says, be it a refusal; the panel stays open. */
export async function acquireToken(
  page: Page,
  wanted: { resource: string; scope?: string; identity?: string }
): Promise<string> {
  await goTo(page, 'Tokens')
  await page.getByRole('button', { name: 'Acquire token…' }).click()
  const panel = page.getByRole('complementary', { name: 'Acquire token' })
  const form = panel.getByRole('form', { name: 'Acquire token' })
  if (wanted.identity !== undefined) await form.getByLabel('Identity').selectOption({ label: wanted.identity })
  await form.getByLabel('Resource').selectOption({ label: wanted.resource })
  if (wanted.scope !== undefined) await form.getByLabel('Scope', { exact: true }).selectOption({ label: wanted.scope })
  await form.getByRole('button', { name: 'Acquire token', exact: true }).click()
  const acquired = panel.getByRole('status').filter({ hasText: ' acquired.' })
  const answer = await acquired.or(panel.getByRole('alert')).innerText()
  return answer.replaceAll(/\s+/g, ' ')
}

/** Closes whatever panel stands beside the screen. */
export async function closePanel(page: Page): Promise<void> {
  const button = page.getByRole('complementary').getByRole('button', { name: 'Close panel' })
  await button.click()
  await button.waitFor({ state: 'detached' })
}

/** The token list. */
export async function readTokens(page: Page): Promise<TokenLine[]> {
  const rows = page.getByRole('table', { name: 'Tokens', exact: true }).locator('tbody').getByRole('row')
  await rows.first().waitFor()
  return rows.evaluateAll((all) =>
    all.map((row) => {
      const [resource = '', identity = '', tenant = '', valid = '', source = ''] = [...row.children].map((cell) =>
        (cell as HTMLElement).innerText.replaceAll(/\s+/g, ' ').trim()
      )
      return { resource, identity, tenant, valid, source }
    })
  )
}

/** The row of a token, by its resource and who it is for. */
export function tokenRow(page: Page, resource: string, identity: string): Locator {
  const rows = page.getByRole('table', { name: 'Tokens', exact: true }).getByRole('row')
  return rows.filter({ has: page.getByRole('rowheader', { name: resource }) }).filter({ hasText: identity })
}

/** Opens what a token says; the panel. */
export async function openClaims(page: Page, resource: string, identity: string): Promise<Locator> {
  await tokenRow(page, resource, identity).getByRole('button', { name: 'What this token says' }).click()
  const panel = page.getByRole('complementary', { name: 'What this token says' })
  await panel.getByRole('table', { name: 'Claims', exact: true }).waitFor()
  return panel
}

/** The claims that the open panel lists. */
export async function readClaims(panel: Locator): Promise<ClaimLine[]> {
  const rows = panel.getByRole('table', { name: 'Claims', exact: true }).locator('tbody').getByRole('row')
  return rows.evaluateAll((all) =>
    all.map((row) => {
      const [claim, value] = [...row.children]
      return {
        claim: claim?.textContent.trim() ?? '',
        value: value?.firstElementChild?.textContent.trim() ?? '',
        meaning: value?.lastElementChild?.textContent.trim() ?? ''
      }
    })
  )
}

/** What the service needs against what the token has: the claims that are not met. */
export async function unmetExpectations(panel: Locator): Promise<string[]> {
  return panel
    .getByRole('table', { name: 'What the service needs' })
    .getByRole('row', { name: /not met:/ })
    .allInnerTexts()
}

/** Checks the signature in the open panel and gives back the verdict's title. */
export async function checkSignature(panel: Locator): Promise<string> {
  await panel.getByRole('tab', { name: 'Signature' }).click()
  await panel.getByRole('button', { name: 'Check signature' }).click()
  const title = panel.getByText(/^(The signature is|The tenant does not publish|Only the service itself)/)
  return title.innerText()
}

/** Copies a token in a form by its menu and waits until the window says so. */
export async function copyToken(
  page: Page,
  {
    resource,
    identity,
    form
  }: { resource: string; identity: string; form: 'token' | 'Authorization header' | 'curl command' }
): Promise<string> {
  await tokenRow(page, resource, identity).getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('menuitem', { name: `Copy ${form}` }).click()
  return page
    .getByRole('region', { name: 'Messages' })
    .getByText(/^Copied: /)
    .last()
    .innerText()
}
