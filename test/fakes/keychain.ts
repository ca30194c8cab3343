import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppFailure } from '../../electron/services/app-failure.ts'
import type { Keychain } from '../../electron/services/ports.ts'

/** What a fake keychain does: works, or refuses like a real one. */
export type FakeKeychainState = 'ok' | 'locked' | 'locked-as-null' | 'slow' | 'denied' | 'unavailable'

/** A keychain in memory that can be locked, taken away and looked into. */
export class FakeKeychain implements Keychain {
  readonly name = 'Fake Keychain'
  readonly items = new Map<string, string>()
  readonly calls: string[] = []
  state: FakeKeychainState = 'ok'

  readonly get = (account: string): Promise<string | null> => {
    this.calls.push(`get ${account}`)
    // As a locked Secret Service: null, as if the item were absent.
    if (this.state === 'locked-as-null') return Promise.resolve(null)
    return this.#answer(() => this.items.get(account) ?? null)
  }

  readonly set = (account: string, value: string): Promise<void> => {
    this.calls.push(`set ${account}`)
    if (Buffer.byteLength(value) >= 512)
      return Promise.reject(new RangeError('A keychain value has to be under 512 bytes'))
    return this.#answer(() => {
      this.items.set(account, value)
    })
  }

  readonly remove = (account: string): Promise<boolean> => {
    this.calls.push(`remove ${account}`)
    return this.#answer(() => this.items.delete(account))
  }

  readonly probe: Keychain['probe'] = () => {
    this.calls.push('probe')
    return Promise.resolve(this.state === 'locked-as-null' ? 'locked' : this.state)
  }

  #answer<T>(value: () => T): Promise<T> {
    if (this.state === 'ok') return Promise.resolve(value())
    const refusal = this.state === 'locked-as-null' ? 'locked' : this.state
    return Promise.reject(new AppFailure({ code: `keychain-${refusal}` }))
  }
}

/** A keychain as files of a folder, for tests with several processes. */
export function folderKeychain(folder: string): Keychain {
  mkdirSync(folder, { recursive: true })
  const place = (account: string) => join(folder, encodeURIComponent(account))
  return {
    name: 'Fake Keychain',
    get: (account) => {
      try {
        return Promise.resolve(readFileSync(place(account), 'utf8'))
      } catch {
        return Promise.resolve(null)
      }
    },
    set: (account, value) => {
      writeFileSync(place(account), value)
      return Promise.resolve()
    },
    remove: (account) => {
      rmSync(place(account), { force: true })
      return Promise.resolve(true)
    },
    probe: () => Promise.resolve('ok')
  }
}
