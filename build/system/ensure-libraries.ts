import { runChild } from '../child.ts'
import { Sentence } from '../sentence.ts'
import { installCommand, packagesFor, type PackageManager } from './install-line.ts'
import { missingOf } from './missing.ts'
import {
  runtimeRequirements,
  sealedRoomRequirements,
  unattendedRequirements,
  type Requirement
} from './requirements.ts'

/**
 * For whom a task opens the app: a person at their own desktop, or nobody (a virtual display and a throw-away keychain),
 * who in the sealed room runs other clients too.
 */
export type Audience = 'person' | 'nobody' | 'sealed-room'

/** Installs the missing system packages where it may (root with apt or dnf), else says the exact command. Linux only; elsewhere nothing is needed. */
export async function ensureLibraries(audience: Audience): Promise<void> {
  if (process.platform !== 'linux') return
  const wanted = [
    ...runtimeRequirements,
    ...(audience === 'person' ? [] : unattendedRequirements),
    ...(audience === 'sealed-room' ? sealedRoomRequirements : [])
  ]
  const missing = await missingOf(wanted)
  if (missing.length === 0) return
  const manager = await packageManager()
  if (manager === undefined)
    throw new Sentence(`This system lacks ${namesOf(missing)}. Install them with its package manager.`)
  if (process.getuid?.() !== 0) {
    const command = installCommand(packagesFor(missing, manager, await knownToApt(missing)), manager).join(' ')
    throw new Sentence(`This system lacks ${namesOf(missing)}. Run:\n  sudo ${command}`)
  }
  await install(missing, manager)
  const still = await missingOf(wanted)
  if (still.length > 0) throw new Sentence(`Still missing after installing: ${namesOf(still)}.`)
}

async function install(missing: Requirement[], manager: PackageManager): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  if (manager === 'apt') await runChild('apt-get', ['update', '-qq'], { output: 'quiet', env })
  const packages = packagesFor(missing, manager, await knownToApt(missing))
  const [command = '', ...args] = installCommand(packages, manager)
  process.stderr.write(`Installing system packages: ${packages.join(' ')} …\n`)
  const { code, output } = await runChild(command, args, { output: 'quiet', env })
  if (code !== 0)
    throw new Sentence(
      `${output.trim()}\nThe system packages could not be installed. Run:\n  ${command} ${args.join(' ')}`
    )
}

async function packageManager(): Promise<PackageManager | undefined> {
  for (const [manager, command] of [
    ['apt', 'apt-get'],
    ['dnf', 'dnf']
  ] as const) {
    if ((await runChild(command, ['--version'], { output: 'quiet' })).code === 0) return manager
  }
  return undefined
}

async function knownToApt(missing: Requirement[]): Promise<(name: string) => boolean> {
  const names = missing.map(({ apt }) => `${apt}t64`)
  const { output } = await runChild('apt-cache', ['show', '--no-all-versions', ...names], { output: 'quiet' })
  const known = new Set(Array.from(output.matchAll(/^Package: (\S+)$/gm), ([, name]) => name))
  return (name) => known.has(name)
}

function namesOf(missing: Requirement[]): string {
  return missing.map(({ name }) => name).join(', ')
}
