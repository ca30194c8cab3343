import { randomUUID } from 'node:crypto'
import type { Keychain } from '../../services/ports.ts'
import { keychainFailure, refusalIn, refusalOf } from './keychain-error.ts'
import { OneAtATime } from './one-at-a-time.ts'

/** The part of keytar that is used. */
export interface KeytarLike {
  getPassword: (service: string, account: string) => Promise<string | null>
  setPassword: (service: string, account: string, password: string) => Promise<void>
  deletePassword: (service: string, account: string) => Promise<boolean>
}

/** A keychain in this process. */
export interface KeytarKeychain extends Keychain {
  /** Whether an operation is under way; until it ends, as when a prompt is answered, Node's own exit waits for its thread. */
  isHeld: () => boolean
}

/** Settings of the keychain that tests replace. */
export interface KeytarKeychainOptions {
  platform?: NodeJS.Platform
  service?: string
  limitMs?: number
  load?: () => Promise<KeytarLike>
}

const maximumBytes = 512

/** The operating system's keychain by keytar; every operation ends within two seconds, every throw is an `AppFailure`. */
export function createKeytarKeychain({
  platform = process.platform,
  service = 'Graticule',
  limitMs = 2000,
  load = loadKeytar
}: KeytarKeychainOptions = {}): KeytarKeychain {
  const queue = new OneAtATime(limitMs)
  const run = async <T>(operation: (keytar: KeytarLike) => Promise<T>, how?: { tidiesUp: boolean }): Promise<T> => {
    try {
      return await queue.run(async () => operation(await load()), how)
    } catch (error) {
      throw refusalIn(error) === null ? keychainFailure(refusalOf(error), error) : error
    }
  }
  const get = (account: string) => run((keytar) => keytar.getPassword(service, account))
  const set = async (account: string, value: string) => {
    // Windows holds 2,560 bytes of UTF-16 in an item; a wrapped key never comes near.
    if (Buffer.byteLength(value) >= maximumBytes)
      throw new RangeError(`A keychain value has to be under ${String(maximumBytes)} bytes`)
    await run((keytar) => keytar.setPassword(service, account, value))
  }
  // Carried out also when nobody waits any more: it takes back what a set that was given up on has stored late.
  const remove = (account: string) => run((keytar) => keytar.deletePassword(service, account), { tidiesUp: true })
  const probe: Keychain['probe'] = async () => {
    try {
      return await run((keytar) => tryOut(keytar, service))
    } catch (error) {
      const refusal = refusalIn(error)
      if (refusal === null) throw error
      return refusal
    }
  }
  return { name: keychainName(platform), get, set, remove, probe, isHeld: () => queue.isWorking }
}

/** What people call the keychain of a platform. */
export function keychainName(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'Windows Credential Manager'
  return platform === 'darwin' ? 'macOS Keychain' : 'Secret Service'
}

// A locked Secret Service answers null to a get, as if the item were absent; only a set tells.
async function tryOut(keytar: KeytarLike, service: string): Promise<'ok' | 'unavailable'> {
  const account = `probe/${randomUUID()}`
  await keytar.setPassword(service, account, account)
  // Goes on when nobody waits any more, so that nothing stays that a prompt held back.
  try {
    return (await keytar.getPassword(service, account)) === account ? 'ok' : 'unavailable'
  } finally {
    await keytar.deletePassword(service, account)
  }
}

// Loaded at the first use, so that a missing libsecret is a keychain that is unavailable and not a crash at start.
async function loadKeytar(): Promise<KeytarLike> {
  const module: KeytarLike & { default?: KeytarLike } = await import('keytar')
  return module.default ?? module
}
