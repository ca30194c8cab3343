import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { root } from '../../build/paths.ts'
import { attacks } from './attacks.ts'
import { rounded, type Figures } from './measure.ts'
import { practice } from './practice.ts'
import { tokens } from './tokens.ts'
import { vault } from './vault.ts'
import { window } from './window.ts'

const benches = { vault, tokens, attacks, practice, window } satisfies Record<string, () => Promise<Figures>>

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  process.stderr.write(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}\n`)
  process.exit(2)
}
const results: Record<string, unknown> = {
  at: new Date().toISOString(),
  node: process.version,
  electron: process.env.GRATICULE_ELECTRON_VERSION,
  cores: cpus().length
}
for (const [name, run] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const figures = rounded(await run())
  results[name] = figures
  process.stdout.write(
    `${name}\n${Object.entries(figures)
      .map(([figure, value]) => `  ${figure.padEnd(24)}${String(value)}\n`)
      .join('')}`
  )
}
await mkdir(join(root, 'out'), { recursive: true })
await writeFile(join(root, 'out', 'bench.json'), `${JSON.stringify(results, null, 2)}\n`)
