import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The CA certificate on disk, in a folder of its own that only this user can open. */
export interface CaFile {
  path: string
  remove: () => Promise<void>
}

/** Writes the CA certificate (no private key) where clients can read it. */
export const writeCaFile = async (caPem: string): Promise<CaFile> => {
  const folder = await mkdtemp(join(tmpdir(), 'practice-cloud-'))
  const path = join(folder, 'ca.pem')
  await writeFile(path, caPem, { mode: 0o600 })
  return { path, remove: () => rm(folder, { recursive: true, force: true }) }
}
