import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { makePrivateFolder } from '../data-folder.ts'
import { asStoreFailure } from './store-failure.ts'

/** Which keychain item holds the key of this install. */
export interface Install {
  installId: string
  kekId: string
}

/** The init marker inside the store; once it stands, no key is ever made for this vault again. */
export interface Marker extends Install {
  version: 1
  dataKeyId: string
}

/** Name of the file beside the store that outlives a damaged store. */
export const installFile = 'install.json'

/** Account of an install's key in the keychain. */
export function keychainAccount({ installId, kekId }: Install): string {
  return `kek/${installId}/${kekId}`
}

/** The install written beside the store; null where there is none, or none that can be read. */
export function readInstall(folder: string): Install | null {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, installFile), 'utf8'))
    return isInstall(value) ? { installId: value.installId, kekId: value.kekId } : null
  } catch {
    return null
  }
}

/** Writes the install beside the store, whole or not at all. */
export function writeInstall(folder: string, { installId, kekId }: Install): void {
  const path = join(folder, installFile)
  const draft = `${path}.${String(process.pid)}`
  try {
    makePrivateFolder(folder)
    const file = openSync(draft, 'w', 0o600)
    try {
      writeSync(file, `${JSON.stringify({ installId, kekId })}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } catch (error) {
    throw asStoreFailure(error, folder)
  }
}

/** The marker in the bytes of the store; null where it is not one that this version can read. */
export function parseMarker(bytes: Buffer): Marker | null {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    if (!isInstall(value)) return null
    const { version, dataKeyId } = value as Install & { version?: unknown; dataKeyId?: unknown }
    if (version !== 1 || typeof dataKeyId !== 'string') return null
    return { version, installId: value.installId, kekId: value.kekId, dataKeyId }
  } catch {
    return null
  }
}

function isInstall(value: unknown): value is Install {
  if (typeof value !== 'object' || value === null) return false
  const { installId, kekId } = value as Record<string, unknown>
  return typeof installId === 'string' && typeof kekId === 'string'
}
