import { builtinModules } from 'node:module'
import type { InlineConfig } from 'vite'
import { root } from '../paths.ts'
import { proxyPackage } from './proxy-package.ts'

/** Native modules stay outside the bundles: they load their own binary from their own folder. */
export const nativeModules = ['keytar', 'lmdb'] as const

const outside = new Set(['electron', ...nativeModules, ...builtinModules])

/** What every bundle has in common. */
export const shared: InlineConfig = {
  root,
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  mode: 'production',
  publicDir: false
}

/** A bundle for Node or Electron's main side: one file with all packages inlined but the native ones. */
export function nodeBundle(entry: string, file: string, format: 'es' | 'cjs', outDir: string): InlineConfig {
  return {
    ...shared,
    plugins: [proxyPackage],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20.18',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: entry,
        external: (id) => id.startsWith('node:') || outside.has(id),
        output: { format, entryFileNames: file, codeSplitting: false }
      }
    }
  }
}
