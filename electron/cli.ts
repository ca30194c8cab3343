import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import type { EventName, Events } from '#contract/api'
import type { Failure } from '#contract/failure'
import { createArm } from './adapters/arm/arm.ts'
import { createNodeBrowser } from './adapters/browser/node-browser.ts'
import { absentClipboard } from './adapters/clipboard/absent-clipboard.ts'
import { systemClock } from './adapters/clock.ts'
import { certificateReader } from './adapters/certificate/certificate-reader.ts'
import { createClouds } from './adapters/clouds.ts'
import { dataFolder, openDataFolder } from './adapters/data-folder.ts'
import { createEntra } from './adapters/entra/entra.ts'
import { nodeConnection } from './adapters/http/connection.ts'
import { createNodeHttp } from './adapters/http/node-http.ts'
import { randomIds } from './adapters/ids.ts'
import { createSigningKeys } from './adapters/jwks/signing-keys.ts'
import { createKeychainApart } from './adapters/keychain/keychain-apart.ts'
import { ErrorLog } from './adapters/log/error-log.ts'
import { createPracticeCloud } from './adapters/practice/practice-admin.ts'
import { createPracticeChild, runPracticeDirectly } from './adapters/practice/practice-child.ts'
import { switches } from './adapters/practice/practice-options.ts'
import { createServiceProbe } from './adapters/probe/service-probe.ts'
import { openVault } from './adapters/vault/vault.ts'
import { guardDataFolder, type FolderGuard } from './adapters/windows-folder.ts'
import { keepPracticeRunning, type StartPracticeOptions } from './cli/commands/practice.ts'
import { describeProgress } from './cli/commands/sign-in.ts'
import type { RunCommand, RunPracticeCommand } from './cli/context.ts'
import { forTerminal, printFailure, type Output } from './cli/output.ts'
import { pickProfile, wrongUsageCode } from './cli/pick-profile.ts'
import { createProgram } from './cli/program.ts'
import { vaultWarning } from './cli/vault-warning.ts'
import { AppFailure } from './services/app-failure.ts'
import { composeServices, type Outside } from './services/compose.ts'
import type { Vault, VaultCare } from './services/ports.ts'
import { Settings } from './services/settings.ts'

const output: Output = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(forTerminal(text))
}
// A reader that has enough, such as `head`, is no error of ours.
process.stdout.on('error', () => process.exit())
const clock = systemClock
const ids = randomIds
const place = { platform: process.platform, env: process.env }
const data = dataFolder(place)
const errors = new ErrorLog(data.errorLog, clock, ids)
const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}
const interrupted = new AbortController()

const run: RunCommand = async (options, command) => {
  const asJson = options.json ?? false
  const keychain = createKeychainApart()
  try {
    await openDataFolder(place)
    const guard = guardDataFolder(data, place)
    const vault = await openVault({ folder: data.vault, keychain, beforeWrite: guard.done })
    try {
      const outside = outsideOf(vault, guard)
      const named = pickProfile(vault.index, options) ?? new Settings(vault, outside.clouds, null).profile()
      const services = composeServices({ ...outside, fixedProfile: named?.profileId ?? 'public' })
      const { vault: opened } = services.status.get()
      output.err(vaultWarning(opened))
      try {
        await command({ services, output, asJson, signal: interrupted.signal, endWith })
      } finally {
        // It may have been opened anew meanwhile, and have found something.
        const { vault: now } = services.status.get()
        if (now.damage !== opened.damage) output.err(vaultWarning(now))
      }
    } finally {
      await vault.close()
    }
  } catch (error) {
    if (error instanceof CommanderError) throw error
    fail(asJson, error)
  } finally {
    keychain.leave()
  }
}

const program = createProgram({
  version,
  output,
  run,
  practice: { start: startPractice, runDirectly, run: runOnPractice }
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Not once: a terminal and a parent may both send it, and the second must not end us in the middle.
  process.on(signal, () => interrupted.abort())
}
try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  if (error.code === wrongUsageCode) output.err(`${error.message}\n`)
  process.exitCode = error.exitCode === 0 ? 0 : 2
}

function outsideOf(vault: Vault & VaultCare, guard: FolderGuard): Omit<Outside, 'fixedProfile'> {
  const clouds = createClouds(data.practiceDescription)
  const http = createNodeHttp(clock)
  const browser = createNodeBrowser(clouds)
  return {
    vault,
    clouds,
    clock,
    connection: nodeConnection,
    ids,
    browser,
    emit,
    clipboard: absentClipboard,
    // There is no window to keep out of a picture.
    screenCapture: { refuseFor: () => undefined },
    // A command names its file.
    certificateDialog: { choose: () => Promise.resolve(null) },
    certificateReader,
    practice: createPracticeChild({ description: data.practiceDescription }),
    practiceCloud: createPracticeCloud(data.practiceDescription),
    // Whoever runs a command has just typed it, or is a script.
    presence: { confirm: () => Promise.resolve() },
    entra: createEntra({ vault, http, browser, clock }),
    arm: createArm(http),
    signingKeys: createSigningKeys(http),
    probe: createServiceProbe(http),
    folderRights: guard.rights,
    version,
    platform: process.platform
  }
}

function emit<Name extends EventName>(name: Name, payload: Events[Name]): void {
  if (name !== 'sign-in-progressed') return
  const text = describeProgress(payload as Events['sign-in-progressed'])
  if (text !== null) output.err(text)
}

async function startPractice(options: StartPracticeOptions): Promise<void> {
  const { json: asJson = false, azureNames = false, seed, state, folder, ...rest } = options
  const chosen = {
    ...rest,
    ...(seed === undefined ? {} : { worldSeed: seed }),
    // Told to others by the description, who may stand elsewhere.
    ...(state === undefined ? {} : { stateFile: resolve(state) }),
    ...(folder === undefined ? {} : { folder: resolve(folder) })
  }
  if (azureNames) {
    await runDirectly(['start', '--azure-names', ...(asJson ? ['--json'] : []), ...switches(chosen)])
    return
  }
  const practice = createPracticeChild({ description: data.practiceDescription, isForeground: true, ...chosen })
  try {
    await openDataFolder(place)
    await keepPracticeRunning(practice, data.practiceDescription, { asJson, output, signal: interrupted.signal })
  } catch (error) {
    fail(asJson, error)
  }
}

async function runDirectly(args: string[]): Promise<void> {
  process.exitCode = await runPracticeDirectly(args, interrupted.signal)
}

async function runOnPractice(...[options, command]: Parameters<RunPracticeCommand>): Promise<void> {
  const asJson = options.json ?? false
  try {
    const cloud = createPracticeCloud(data.practiceDescription)
    await command({ cloud, output, asJson, signal: interrupted.signal })
  } catch (error) {
    fail(asJson, error)
  }
}

function endWith(exitCode: number): void {
  process.exitCode = exitCode
}

function fail(asJson: boolean, error: unknown): void {
  const failure: Failure =
    error instanceof AppFailure ? error.failure : { code: 'unexpected', reference: errors.report(error) }
  printFailure(output, asJson, failure)
  process.exitCode = 1
}
