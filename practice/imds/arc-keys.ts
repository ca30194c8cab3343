import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isProcessAlive } from '../process-alive.ts'

/** Clients ask again with the same key when an answer makes them, so it must live a little; how long the agent's do is not known. */
const KEY_LIFE_MS = 5 * 60_000

/** The name of a key file of a practice cloud, by the id of its process. */
const OWN_NAME = /^practice-(\d+)-[\da-f-]{36}\.key$/

interface ArcKey {
  key: string
  path: string
  endsAtMs: number
}

/** The key files by which the agent of Azure Arc sees that a program may read them. */
export class ArcKeys {
  readonly #folder: string
  #keys: ArcKey[] = []

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Removes the keys that killed practice clouds left in the folder. */
  async sweep(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [])
    const left = names.filter((name) => {
      const pid = OWN_NAME.exec(name)?.[1]
      return pid !== undefined && !isProcessAlive(Number(pid))
    })
    await Promise.allSettled(left.map((name) => rm(join(this.#folder, name), { force: true })))
  }

  /** Writes a new key for this user alone, removes those that have ended, and tells the new one's path. */
  async write(nowMs: number): Promise<string> {
    await this.#removeUntil(nowMs)
    const key = randomBytes(32).toString('hex')
    const path = join(this.#folder, `practice-${String(process.pid)}-${randomUUID()}.key`)
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await writeFile(path, key, { mode: 0o600 })
    this.#keys.push({ key, path, endsAtMs: nowMs + KEY_LIFE_MS })
    return path
  }

  /** Whether a key is one of those written, and has not ended. */
  accepts(key: string, nowMs: number): boolean {
    return this.#keys.some((one) => one.key === key && nowMs < one.endsAtMs)
  }

  /** Removes all keys. */
  async removeAll(): Promise<void> {
    await this.#removeUntil(Infinity)
  }

  async #removeUntil(nowMs: number): Promise<void> {
    const ended = this.#keys.filter(({ endsAtMs }) => endsAtMs <= nowMs)
    this.#keys = this.#keys.filter((one) => !ended.includes(one))
    await Promise.all(ended.map(({ path }) => rm(path, { force: true })))
  }
}
