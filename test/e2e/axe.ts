import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

export const themes = ['light', 'dark'] as const

/**
 * Shows the page in that theme, at once: half-way from one to the other, colours do not contrast as they will. To the system it is
 * that theme too, and without motion, because the page takes its own theme again whenever the app tells its status.
 */
export async function showTheme(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
    }
  }, theme)
}

/** What axe finds wrong in either theme, one line each; the page stays in the dark one. */
export async function findings(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const theme of themes) {
    await showTheme(page, theme)
    // The page may not open another one, which axe's newer way of working needs.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
    // The themes differ in their colours only.
    if (theme === 'dark') axe.options({ resultTypes: ['violations'], runOnly: ['color-contrast'] })
    const { violations } = await axe.analyze()
    for (const { id, nodes } of violations) {
      found.push(`${theme}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
    }
  }
  return found
}
