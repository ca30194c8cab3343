import type { Page } from 'playwright'

/** Goes to the screen about the practice cloud, by its status. */
export async function openPracticeScreen(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'Status' })
    .getByRole('button', { name: /^Practice cloud:/ })
    .click()
  const door = page.getByRole('dialog', { name: 'Practice cloud' })
  await door.getByRole('button', { name: 'Worlds, people and weather' }).click()
  await page.getByRole('heading', { level: 1, name: 'Practice cloud' }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Puts a weather in force by the form. */
export async function makeWeather(page: Page, weather: string, values: Record<string, string> = {}): Promise<void> {
  await page.getByRole('tab', { name: /^Weather/ }).click()
  const form = page.getByRole('form', { name: 'Make weather' })
  await form.getByLabel('Weather').selectOption({ label: weather })
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label).fill(value)
  await form.getByRole('button', { name: 'Put in force' }).click()
}
