/** Runs the cases of `Http` inside Electron: `node test/contract/http-in-electron.ts`. Exits 0 if all hold. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { ensureElectron } from '../../build/runtime/electron.ts'
import { electronEnvironment, runsAsRoot } from '../../build/runtime/launch.ts'
import { nodeBundle } from '../../build/vite/shared.ts'
import { startTlsServer } from './tls-server.ts'

const folder = await mkdtemp(join(tmpdir(), 'http-in-electron-'))
const server = await startTlsServer()
const { executable } = await ensureElectron()
await build(
  nodeBundle(fileURLToPath(new URL('./http-cases-in-electron.ts', import.meta.url)), 'main.mjs', 'es', folder)
)
await writeFile(
  join(folder, 'package.json'),
  JSON.stringify({ name: 'http-cases', version: '0.0.0', type: 'module', main: 'main.mjs' })
)

const { origin, deadOrigin, caPem, otherCaPem } = server
const env = {
  ...electronEnvironment(process.env),
  HTTP_CASES_SERVER: JSON.stringify({ origin, deadOrigin, caPem, otherCaPem })
}
const args = [...(runsAsRoot() ? ['--no-sandbox'] : []), `--user-data-dir=${join(folder, 'profile')}`, folder]
const child = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
let printed = ''
child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
  printed += chunk
})
await once(child, 'exit')
await server.close()
await rm(folder, { recursive: true, force: true })

const results = printed
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => JSON.parse(line) as { case: string; problem: string | null })
for (const { case: name, problem } of results) say(problem === null, problem === null ? name : `${name}: ${problem}`)
const followed = server.paths.includes('/redirected')
if (followed) say(false, 'a redirect was followed')
process.exitCode = results.length > 0 && results.every(({ problem }) => problem === null) && !followed ? 0 : 1

function say(holds: boolean, text: string): void {
  process.stdout.write(`${holds ? 'ok    ' : 'FAILED'} ${text}\n`)
}
