import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/** What axe finds wrong, one line each. */
export async function findings(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  // The page may not open another one, which axe's newer way of working needs.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  // The themes differ in their colours only.
  const { violations } = await (
    theme === 'light' ? axe : axe.options({ resultTypes: ['violations'], runOnly: ['color-contrast'] })
  ).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}
