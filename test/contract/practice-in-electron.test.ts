import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ensureElectron } from '../../build/runtime/electron.ts'
import { electronEnvironment } from '../../build/runtime/launch.ts'
import { nodeBundle } from '../../build/vite/shared.ts'
import type { ReadyLine } from '../../practice/ready-line.ts'
import { smokePass, type Step } from './practice-smoke.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-in-electron-'))
  await build(
    nodeBundle(fileURLToPath(new URL('../../practice/packaged.ts', import.meta.url)), 'practice.mjs', 'es', folder)
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the bundle with a runtime, passes once through every service, and stops it; twice, the second time from its state file. */
const passesWith = async (executable: string, env: NodeJS.ProcessEnv, state: string): Promise<Step[]> => {
  const steps: Step[] = []
  for (let run = 0; run < 2; run += 1) {
    const args = [join(folder, 'practice.mjs'), 'start', '--json', '--stop-with-stdin', '--folder', join(folder, state)]
    const child = spawn(executable, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    try {
      const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
      steps.push(...(await smokePass(JSON.parse(line) as ReadyLine)))
    } finally {
      child.stdin.end()
      expect(await exited).toEqual([0, null])
    }
  }
  return steps
}

it('answers in Electron, whose Node is older, as in Node', { timeout: 120_000 }, async () => {
  const inNode = await passesWith(process.execPath, process.env, 'node')
  const { executable } = await ensureElectron()
  const asNode = { ...electronEnvironment(process.env), ELECTRON_RUN_AS_NODE: '1' }
  const inElectron = await passesWith(executable, asNode, 'electron')
  expect(inElectron).toEqual(inNode)
  const odd = inNode.filter(([what, status]) => status >= 300 && !EXPECTED.has(`${what} ${String(status)}`))
  expect(odd).toEqual([])
  expect(readFileSync(join(folder, 'electron', 'state.yaml'), 'utf8')).toContain('contoso.com')
})

/** What a default world refuses. */
const EXPECTED = new Set(['secret of contoso-closed-kv 403', 'Arc 401', 'maps in weather 503'])
