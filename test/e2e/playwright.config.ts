import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: '../../out/e2e',
  // A limit ends what hangs: a busy computer takes several times as long as a quiet one.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Two Electrons at a time would share two cores and time each other out.
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI !== undefined
})
