import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { ensureElectron } from '../../build/runtime/electron.ts'
import { electronEnvironment, runsAsRoot } from '../../build/runtime/launch.ts'
import { nodeBundle } from '../../build/vite/shared.ts'

/** How one case ended inside Electron; `problem` is null where it held. */
export interface CaseResult {
  case: string
  problem: string | null
}

/** Bundles a test program with what it imports, runs it as the main process of an Electron without a screen, and reads its lines. */
export async function runInElectron(
  programs: { main: string } & Record<string, string>,
  told: unknown
): Promise<CaseResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'in-electron-'))
  try {
    for (const [name, entry] of Object.entries(programs)) await build(nodeBundle(entry, `${name}.mjs`, 'es', folder))
    const manifest = { name: 'in-electron', version: '0.0.0', type: 'module', main: 'main.mjs' }
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
    const { executable } = await ensureElectron()
    const switches = ['--ozone-platform=headless', `--user-data-dir=${join(folder, 'profile')}`]
    const args = [...(runsAsRoot() ? ['--no-sandbox'] : []), ...switches, folder]
    const env = { ...electronEnvironment(process.env), IN_ELECTRON: JSON.stringify(told) }
    const child = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let printed = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk
    })
    // Not its exit, after which its last words may still be under way.
    await once(child, 'close')
    return printed
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as CaseResult)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
