import type { Failure } from '../../electron/contract/failure.ts'
import { AppFailure } from '../../electron/services/app-failure.ts'
import type { RecordKind, Vault, VaultCare, VaultState } from '../../electron/services/ports.ts'

/** A vault in memory that can be closed, damaged and looked into. */
export class FakeVault implements Vault, VaultCare {
  readonly records = new Map<string, string>()
  readonly entries = new Map<string, string>()
  readonly damaged = new Set<string>()
  /** What every record operation throws while it is set. */
  failure: Failure | null = null
  report: Failure | null = null
  current: Omit<VaultState, 'quarantinedRecords'> = {
    mode: 'keychain',
    keyState: 'ok',
    keychain: 'Fake Keychain',
    failure: null
  }

  /** Makes a stored record one that cannot be opened. */
  damage(kind: RecordKind, id: string): void {
    if (this.records.delete(key(kind, id))) this.damaged.add(key(kind, id))
  }

  readonly status = (): VaultState => ({
    ...this.current,
    quarantinedRecords: [...this.damaged].filter((name) => !this.records.has(name)).length
  })

  readonly retry = (): Promise<VaultState> => Promise.resolve(this.status())
  readonly keepUp = (): Promise<void> => Promise.resolve()
  readonly lock = (): Promise<VaultState> => {
    this.failure = { code: 'vault-locked' }
    this.current = { ...this.current, mode: 'closed', failure: this.failure }
    return Promise.resolve(this.status())
  }
  /** What lies in it, as a test sets it. */
  inside: ReturnType<VaultCare['contents']> = null
  rotations = 0
  readonly contents = (): ReturnType<VaultCare['contents']> => (this.current.mode === 'closed' ? null : this.inside)
  readonly check: VaultCare['check'] = () =>
    this.#answer(() => ({ checked: this.records.size, newlySetAside: 0, trialFailure: null }))
  readonly repair: VaultCare['repair'] = async () => ({ ...(await this.check()), resealed: 0 })
  readonly salvage: VaultCare['salvage'] = () => this.#answer(() => ({ broughtOver: 0, lost: [], lostNames: 0 }))

  readonly rotate: VaultCare['rotate'] = () =>
    this.#answer(() => {
      this.rotations += 1
      this.#revision += 1
      return { resealed: this.records.size }
    })

  readonly startAnew = (): Promise<VaultState> => Promise.resolve(this.status())
  readonly close = (): Promise<void> => Promise.resolve()

  readonly takeReport = (): Failure | null => {
    const report = this.report
    this.report = null
    return report
  }

  readonly read: Vault['read'] = (kind, id) =>
    this.#answer(() => {
      const name = key(kind, id)
      const secret = this.records.get(name)
      if (secret === undefined && this.damaged.has(name)) throw new AppFailure({ code: 'record-damaged', label: kind })
      return secret ?? null
    })

  readonly write: Vault['write'] = (kind, id, secret) =>
    this.#answer(() => {
      this.records.set(key(kind, id), secret)
    })

  readonly update: Vault['update'] = (kind, id, merge) =>
    this.#answer(() => {
      const next = merge(this.records.get(key(kind, id)) ?? null)
      if (next === null) this.records.delete(key(kind, id))
      else this.records.set(key(kind, id), next)
    })

  readonly remove: Vault['remove'] = (kind, id) =>
    this.#answer(() => {
      this.records.delete(key(kind, id))
      this.damaged.delete(key(kind, id))
    })

  #revision = 0
  readonly index: Vault['index'] = {
    get: (kind, id) => JSON.parse(this.entries.get(key(kind, id)) ?? 'null') as unknown,
    list: (kind) =>
      [...this.entries]
        .map(([name, json]) => ({ place: JSON.parse(name) as [string, string], json }))
        .filter(({ place }) => place[0] === kind)
        .sort((a, b) => (a.place[1] < b.place[1] ? -1 : 1))
        .map(({ place, json }) => ({ id: place[1], value: JSON.parse(json) as unknown })),
    put: (kind, id, value) => {
      this.entries.set(key(kind, id), JSON.stringify(value))
      this.#revision += 1
      return Promise.resolve()
    },
    update: async (kind, id, change) => {
      const next = change(this.index.get(kind, id))
      await (next === null ? this.index.remove(kind, id) : this.index.put(kind, id, next))
    },
    remove: (kind, id) => {
      this.entries.delete(key(kind, id))
      this.#revision += 1
      return Promise.resolve()
    },
    revision: () => String(this.#revision)
  }

  #answer<T>(action: () => T): Promise<T> {
    return new Promise((resolve) => {
      if (this.failure) throw new AppFailure(this.failure)
      resolve(action())
    })
  }
}

function key(kind: string, id: string): string {
  return JSON.stringify([kind, id])
}
