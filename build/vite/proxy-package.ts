import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { root } from '../paths.ts'

/** The `proxy` package reads its own package.json while it runs; in a bundle there is none beside it, so what it needs goes in. */
export const proxyPackage: Plugin = {
  name: 'proxy-package',
  transform: {
    filter: { id: /\/proxy\/dist\/pkg\.js$/ },
    handler: () => {
      const { name, version } = JSON.parse(
        readFileSync(join(root, 'node_modules', 'proxy', 'package.json'), 'utf8')
      ) as Record<string, string>
      return { code: `export default ${JSON.stringify({ name, version })}`, map: null }
    }
  }
}
