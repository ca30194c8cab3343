import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The folders in which Microsoft's libraries look for the agent's keys, and nowhere else. */
export const AGENT_KEY_FOLDERS = {
  linux: '/var/opt/azcmagent/tokens',
  win32: String.raw`C:\ProgramData\AzureConnectedMachineAgent\Tokens`
}

/** The key files by which the agent of Azure Arc sees that a program may read them; each is good once. */
export class ArcKeys {
  readonly #folder: string
  readonly #paths = new Map<string, string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Writes a new key and tells its path. */
  async write(): Promise<string> {
    const key = randomBytes(32).toString('hex')
    const path = join(this.#folder, `${randomUUID()}.key`)
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await writeFile(path, key, { mode: 0o600 })
    this.#paths.set(key, path)
    return path
  }

  /** Uses up a key; false for one that was never written or is used already. */
  async take(key: string): Promise<boolean> {
    const path = this.#paths.get(key)
    if (path === undefined) return false
    this.#paths.delete(key)
    await rm(path, { force: true })
    return true
  }

  /** Removes the keys that nobody used. */
  async removeAll(): Promise<void> {
    await Promise.all([...this.#paths.values()].map((path) => rm(path, { force: true })))
    this.#paths.clear()
  }
}
