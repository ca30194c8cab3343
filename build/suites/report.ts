import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild } from '../child.ts'
import { resultsFolder, root } from '../paths.ts'
import { runInSealedRoom } from '../sealed-room/enter.ts'
import { Sentence } from '../sentence.ts'
import { ensureLibraries } from '../system/ensure-libraries.ts'
import { withDisplayAndKeychain } from '../system/private-session.ts'
import { countClients } from './client-check.ts'
import type { ClientReport } from './client-rows.ts'
import {
  couldNotRun,
  countPlaywright,
  countVitest,
  type Count,
  type PlaywrightReport,
  type VitestReport
} from './count.ts'

/** A suite of `npm test`. */
export interface Suite {
  name: string
  run: () => Promise<Count>
}

/** Unit, contract and client tests; in a private session, because the keychain's contract tests need a real keychain. */
export async function vitestSuite(env: Record<string, string>): Promise<Count> {
  const report = await freshReport('vitest')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const folders = ['test/unit', 'test/contract', 'test/clients']
  await withDisplayAndKeychain(
    [
      process.execPath,
      vitest,
      'run',
      ...folders,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`
    ],
    // On Linux the session has a Secret Service, so tests that need one may not do without it.
    { env: { ...env, GRATICULE_REAL_KEYCHAIN: process.platform === 'linux' ? '1' : '' } }
  )
  return countClients('configured', await read<VitestReport & ClientReport>(report))
}

/** Unmodified clients with nothing configured, in a namespace in which Azure's own names are the practice cloud's. */
export async function sealedRoomSuite(env: Record<string, string>): Promise<Count> {
  if (process.platform !== 'linux') throw new Sentence('The sealed room needs the namespaces of Linux.')
  await ensureLibraries('sealed-room')
  const report = await freshReport('sealed-room')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join('test', 'clients', 'sealed-room', 'vitest.config.ts')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  await runInSealedRoom([process.execPath, vitest, 'run', '--config', config, ...reporters], env)
  return countClients('sealed-room', await read<VitestReport & ClientReport>(report))
}

/** The app driven through its window by Playwright. */
export async function endToEndSuite(env: Record<string, string>): Promise<Count> {
  const report = await freshReport('e2e')
  const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  await withDisplayAndKeychain(
    [process.execPath, playwright, 'test', '--config', 'test/e2e/playwright.config.ts', '--reporter=list,json'],
    { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }
  )
  return countPlaywright(await read<PlaywrightReport>(report))
}

/** The packaged app as a black box. */
export async function packageSuite(env: Record<string, string>): Promise<Count> {
  const report = await freshReport('package')
  await runChild(process.execPath, [join(root, 'build', 'tasks', 'package.ts')], { env: { ...process.env, ...env } })
  return countVitest(await read<VitestReport>(report))
}

/** Runs a suite to its count, whatever happens in it. */
export async function runSuite({ name, run }: Suite): Promise<Count> {
  process.stdout.write(`\n── ${name} ${'─'.repeat(Math.max(0, 100 - name.length))}\n`)
  try {
    const count = await run()
    return count.passed + count.failed === 0 ? couldNotRun : count
  } catch (error) {
    process.stdout.write(`${name} could not run: ${error instanceof Error ? error.message : String(error)}\n`)
    return couldNotRun
  }
}

async function freshReport(name: string): Promise<string> {
  const file = join(resultsFolder, `${name}.json`)
  await rm(file, { force: true })
  return file
}

async function read<Report>(file: string): Promise<Report> {
  return JSON.parse(await readFile(file, 'utf8')) as Report
}
