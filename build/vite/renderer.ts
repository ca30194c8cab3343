import { svelte } from '@sveltejs/vite-plugin-svelte'
import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { root } from '../paths.ts'
import { shared } from './shared.ts'

/** The window's page, in files that a policy of `script-src 'self'; style-src 'self'` lets load: nothing inline. */
export function rendererBundle(outDir: string): InlineConfig {
  return {
    ...shared,
    root: join(root, 'renderer'),
    base: './',
    plugins: [svelte({ configFile: join(root, 'svelte.config.js') })],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      reportCompressedSize: false
    }
  }
}
