import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['test/{unit,contract,clients}/**/*.test.ts'],
    environment: 'node',
    // A limit ends what hangs; on a busy computer a test that starts several programs takes longer than on a quiet one.
    testTimeout: 60_000,
    // A hook starts processes, and a poll asks them: both end when the thing is there, however busy the computer is.
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    // Two cores: more workers only wait for each other.
    maxWorkers: 2
  }
})
