import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isProcessAlive } from '../process-alive.ts'

/** The CA certificate on disk, in a folder of its own that only this user can open. */
export interface CaFile {
  path: string
  /** Writes another file beside it, for this user alone, and tells its path. */
  writeBeside: (name: string, text: string) => Promise<string>
  remove: () => Promise<void>
}

const FOLDER = /^practice-cloud-(\d+)-\w{6}$/

/** Removes what killed practice clouds left behind; a folder of somebody else stays, quietly. */
const sweep = async (): Promise<void> => {
  const names = await readdir(tmpdir()).catch(() => [])
  const left = names.filter((name) => {
    const pid = FOLDER.exec(name)?.[1]
    return pid !== undefined && !isProcessAlive(Number(pid))
  })
  await Promise.allSettled(left.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })))
}

/** Writes the CA certificate (no private key) where clients can read it. */
export const writeCaFile = async (caPem: string): Promise<CaFile> => {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), `practice-cloud-${String(process.pid)}-`))
  const path = join(folder, 'ca.pem')
  const writeBeside = async (name: string, text: string): Promise<string> => {
    const beside = join(folder, name)
    await writeFile(beside, text, { mode: 0o600 })
    return beside
  }
  await writeFile(path, caPem, { mode: 0o600 })
  return { path, writeBeside, remove: () => rm(folder, { recursive: true, force: true }) }
}
