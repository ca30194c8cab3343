import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['test/{unit,contract,clients}/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    // Two cores: more workers only wait for each other.
    maxWorkers: 2
  }
})
