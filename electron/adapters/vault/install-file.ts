import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { makePrivateFolder } from '../data-folder.ts'
import type { Install } from './marker.ts'
import { asStoreFailure } from './store-failure.ts'

/** Name of the file beside the store that outlives a damaged store. */
export const installFile = 'install.json'

const schema = v.object({
  installId: v.string(),
  kekId: v.string(),
  /** The second copy of the wrapped data keys, and which of them is in use. */
  dataKeyId: v.optional(v.nullable(v.string()), null),
  dataKeys: v.optional(v.record(v.string(), v.pipe(v.string(), v.base64())), {})
})

/** What is kept beside the store; the data keys are wrapped, as in the store itself. */
export interface KeptInstall extends Install {
  dataKeyId: string | null
  dataKeys: Record<string, Buffer>
}

/** The install written beside the store; null where there is none, or none that can be read. */
export function readInstall(folder: string): KeptInstall | null {
  try {
    const { dataKeys, ...install } = v.parse(schema, JSON.parse(readFileSync(join(folder, installFile), 'utf8')))
    const opened = Object.entries(dataKeys).map(([kid, text]) => [kid, Buffer.from(text, 'base64')] as const)
    return { ...install, dataKeys: Object.fromEntries(opened) }
  } catch {
    return null
  }
}

/** Writes the install beside the store, whole or not at all. */
export function writeInstall(folder: string, { dataKeys, ...install }: KeptInstall): void {
  const path = join(folder, installFile)
  const draft = `${path}.${String(process.pid)}`
  const texts = Object.entries(dataKeys).map(([kid, bytes]) => [kid, bytes.toString('base64')] as const)
  try {
    makePrivateFolder(folder)
    const file = openSync(draft, 'w', 0o600)
    try {
      writeSync(file, `${JSON.stringify({ ...install, dataKeys: Object.fromEntries(texts) })}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } catch (error) {
    throw asStoreFailure(error, folder)
  }
}
