import { readdir, readFile, readlink } from 'node:fs/promises'
import { finder, type Secrets } from './secret-search.ts'

/** What the arguments and environments of all processes of this computer hold (Linux). */
export interface ProcessSearch {
  /** How many of them run this executable. */
  ofExecutable: number
  hits: string[]
}

/** Looks for the secrets in them. */
export async function searchProcesses(executable: string, secrets: Secrets): Promise<ProcessSearch> {
  const find = finder(secrets)
  const hits: string[] = []
  let ofExecutable = 0
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const program = await readlink(`/proc/${id}/exe`).catch(() => '')
    if (program === executable) ofExecutable += 1
    for (const file of ['cmdline', 'environ']) {
      const content = await readFile(`/proc/${id}/${file}`).catch(() => Buffer.alloc(0))
      hits.push(...find(content).map((name) => `${name} in ${file} of ${program}`))
    }
  }
  return { ofExecutable, hits }
}
