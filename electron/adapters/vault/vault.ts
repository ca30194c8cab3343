import type { Failure } from '#contract/failure'
import type { KeyState } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import type { Clock, Keychain, Vault, VaultCare, VaultState } from '../../services/ports.ts'
import { closedContents } from './closed-contents.ts'
import type { Contents } from './contents.ts'
import { lastContents } from './last-contents.ts'
import { memoryContents, type MemoryContents } from './memory-contents.ts'
import { homeIn, lookInto } from './looking.ts'
import { Ongoing } from './ongoing.ts'
import { putAside } from './put-aside.ts'
import { contentsOf } from './health.ts'
import { rotateDataKey, sealAnew } from './rotation.ts'
import { salvageSetAside } from './salvage.ts'
import type { RecordKeys } from './sealed-record.ts'
import { fileReplaced, isFileReplaced } from './store-failure.ts'
import { sealedContents, type SealedContents } from './sealed-contents.ts'
import type { Store } from './store.ts'
import { checkContents } from './check-contents.ts'

/** What a vault is made of. */
export interface VaultParts {
  /** Folder of the vault's own; made when there is something to keep. */
  folder: string
  keychain: Keychain
  clock?: Pick<Clock, 'now'>
  /** What has to have ended before the first secret is written. */
  beforeWrite?: Promise<void>
}

/** Opens the vault of an install; it opens always, and says by its status and its failures what is out of reach. */
export async function openVault({
  folder,
  keychain,
  clock = { now: Date.now },
  beforeWrite = Promise.resolve()
}: VaultParts): Promise<Vault & VaultCare> {
  const vault = new KeychainVault(folder, keychain, clock.now, beforeWrite)
  await vault.retry()
  return vault
}

/** An open vault with its key at hand. */
interface Unlocked {
  store: Store
  contents: SealedContents
  keys: RecordKeys
  kek: Buffer
}

class KeychainVault implements Vault, VaultCare {
  readonly #folder: string
  readonly #keychain: Keychain
  readonly #now: () => number
  readonly #beforeWrite: Promise<void>
  /** Why the records are out of reach, where they are. */
  #failure: Failure = { code: 'keychain-unavailable' }
  #unlocked: Unlocked | null = null
  #contents: Contents = closedContents(this.#failure, null)
  #memory: MemoryContents | null = null
  #mode: VaultState['mode'] = 'closed'
  #keyState: KeyState = 'absent'
  #keyLost = false
  #report: Failure | null = null
  #opening: Promise<VaultState> | null = null
  #ended = false
  /** Whether a vault was open before: where none is found now it is gone. */
  #wasOpen = false
  /** Checks, rotations and the like under way: their store stays open for them. */
  readonly #care = new Ongoing()
  /** While what is in memory moves into the vault no change is made to either. */
  #isPouring = false

  constructor(folder: string, keychain: Keychain, now: () => number, beforeWrite: Promise<void>) {
    this.#folder = folder
    this.#beforeWrite = beforeWrite
    this.#keychain = keychain
    this.#now = now
  }

  readonly index: Vault['index'] = {
    get: (kind, id) => this.#contents.index.get(kind, id),
    list: (kind) => this.#contents.index.list(kind),
    put: (kind, id, value) => this.#change(({ index }) => index.put(kind, id, value)),
    update: (kind, id, change) => this.#change(({ index }) => index.update(kind, id, change)),
    remove: (kind, id) => this.#change(({ index }) => index.remove(kind, id)),
    revision: () => this.#contents.index.revision()
  }

  readonly status = (): VaultState => ({
    mode: this.#mode,
    keyState: this.#keyState,
    keychain: this.#keychain.name,
    quarantinedRecords: this.#contents.quarantined(),
    failure: this.#mode === 'closed' ? this.#failure : null
  })

  readonly takeReport = (): Failure | null => {
    const report = this.#report
    this.#report = null
    return report
  }

  readonly read: Vault['read'] = async (kind, id) => {
    const contents = this.#contents
    try {
      return await contents.read(kind, id)
    } catch (error) {
      if (contents === this.#contents && !isReplaced(error)) throw error
      // What it was read from was closed meanwhile, or is to be.
      await this.keepUp()
      return this.#contents.read(kind, id)
    }
  }

  readonly write: Vault['write'] = (kind, id, secret) => this.#change(({ write }) => write(kind, id, secret))
  readonly update: Vault['update'] = (kind, id, merge) => this.#change(({ update }) => update(kind, id, merge))
  readonly remove: Vault['remove'] = (kind, id) => this.#change(({ remove }) => remove(kind, id))

  readonly close = async (): Promise<void> => {
    this.#ended = true
    // Changes that were asked for before wait for the same, and begin first.
    await this.#beforeWrite
    await this.#openingEnds()
    this.#failure = { code: 'cancelled' }
    this.#become('closed', this.#keyState, this.#contents, null)
    await this.#replace(closedContents(this.#failure, null))
  }

  readonly retry = (): Promise<VaultState> => {
    if (this.#ended || this.#mode === 'keychain') return Promise.resolve(this.status())
    return this.#reopen()
  }

  readonly keepUp = async (): Promise<void> => {
    const isOutdated =
      this.#unlocked === null ? isFileReplaced(this.#failure) : this.#unlocked.store.replaced() !== null
    if (isOutdated && !this.#ended) await this.#reopen()
    else await this.#openingEnds()
  }

  readonly lock = async (): Promise<VaultState> => {
    // Else the vault would be open again when the opening has ended.
    if (this.#opening !== null) await this.#openingEnds()
    if (this.#unlocked === null) return this.status()
    const { store, keys } = this.#unlocked
    keys.forget()
    this.#failure = { code: 'vault-locked' }
    // The index stays readable; the keys are out of reach with the contents that held them.
    this.#become('closed', 'ok', closedContents(this.#failure, store), null)
    return this.status()
  }

  readonly contents: VaultCare['contents'] = () => (this.#unlocked === null ? null : contentsOf(this.#unlocked.store))

  readonly check: VaultCare['check'] = () => this.#tend(({ store, contents }) => checkContents(store, contents))

  readonly repair: VaultCare['repair'] = () =>
    this.#tend(async ({ store, contents }) => ({
      ...(await checkContents(store, contents)),
      resealed: await sealAnew(store, contents)
    }))

  readonly salvage: VaultCare['salvage'] = (name) =>
    this.#tend((unlocked) => salvageSetAside(this.#folder, name, homeIn(unlocked), this.#now()))

  readonly rotate: VaultCare['rotate'] = () => this.#tend((unlocked) => rotateDataKey(unlocked, this.#now()))

  readonly startAnew = async (): Promise<VaultState> => {
    // An opening that is under way may find the key.
    await this.#openingEnds()
    if (!this.#keyLost) return this.status()
    this.#wasOpen = false
    return this.#reopen(() => putAside(this.#folder, 'key-lost', this.#now()))
  }

  async #change(work: (contents: Contents) => Promise<void>): Promise<void> {
    await this.#beforeWrite
    if (this.#isPouring) await this.#openingEnds()
    for (let triesLeft = 3; ; triesLeft -= 1) {
      try {
        await work(this.#contents)
        return
      } catch (error) {
        if (this.#ended) throw error
        if (!isReplaced(error) || triesLeft === 0) {
          if (!(await this.#takesWrites())) await this.#reopen()
          throw error
        }
        // It is in no file that anybody will open.
        await this.keepUp()
      }
    }
  }

  /** After its meta page could not be written LMDB begins no transaction until the file is opened anew. */
  async #takesWrites(): Promise<boolean> {
    try {
      await this.#unlocked?.store.transaction(() => undefined)
      return true
    } catch {
      return false
    }
  }

  #reopen(beforeLooking: () => unknown = () => undefined): Promise<VaultState> {
    this.#opening ??= this.#open(beforeLooking).finally(() => {
      this.#opening = null
    })
    return this.#opening
  }

  /** However it ends: whoever asked for it hears that. */
  async #openingEnds(): Promise<void> {
    await this.#opening?.catch(() => undefined)
  }

  async #open(beforeLooking: () => unknown): Promise<VaultState> {
    const left = await this.#leave()
    beforeLooking()
    const { opening, report } = await lookInto(this.#folder, this.#keychain, this.#now(), this.#wasOpen)
    this.#report = report ?? this.#report
    if (this.#ended) {
      if (opening.state !== 'no-keychain') await opening.store?.close()
      return this.status()
    }
    this.#keyLost = false
    if (opening.state === 'open') {
      const sealed = sealedContents(opening.store, opening.keys, this.#now)
      await this.#pourMemoryInto(sealed)
      this.#wasOpen = true
      this.#become('keychain', 'ok', sealed, { ...opening, contents: sealed })
      this.#isPouring = false
    } else if (opening.state === 'no-keychain') {
      this.#memory ??= memoryContents()
      this.#failure = { code: `keychain-${opening.keyState}` }
      this.#become('memory-only', opening.keyState, this.#memory, null)
    } else {
      this.#keyLost = opening.failure.code === 'vault-key-lost'
      this.#failure = opening.failure
      this.#become('closed', opening.keyState, closedContents(opening.failure, opening.store), null)
    }
    if (left !== null) {
      await this.#care.ended()
      await left.close()
    }
    return this.status()
  }

  /**
   * Closes the store, so that it can be looked at anew; what is in memory stays in use meanwhile. So does a store whose files lie
   * no longer in the folder: it stands in the way of no other, and is answered, to be closed when another has its place.
   */
  async #leave(): Promise<Contents | null> {
    if (this.#unlocked !== null) {
      const { store, contents } = this.#unlocked
      const replaced = store.replaced()
      if (replaced === 'all') return contents
      // LMDB, which takes no writes any more, may not read either.
      this.#failure = replaced === null ? { code: 'vault-not-written', reason: 'other' } : fileReplaced
      this.#become('closed', this.#keyState, closedContents(this.#failure, null), null)
      await this.#care.ended()
      await contents.close()
    } else if (this.#contents !== this.#memory) {
      await this.#care.ended()
      await this.#replace(lastContents(this.#failure, this.#contents))
    }
    return null
  }

  async #tend<T>(work: (unlocked: Unlocked) => Promise<T>): Promise<T> {
    return this.#care.run(work(this.#requireUnlocked()))
  }

  // Replaced before it is closed: others ask at any moment, and a closed store throws at every question.
  async #replace(contents: Contents): Promise<void> {
    const left = this.#contents
    this.#contents = contents
    await left.close()
  }

  async #pourMemoryInto(sealed: Contents): Promise<void> {
    this.#isPouring = true
    try {
      await this.#memory?.pourInto(sealed)
      this.#memory = null
    } catch (error) {
      this.#isPouring = false
      await sealed.close()
      throw error
    }
  }

  #requireUnlocked(): Unlocked {
    if (this.#unlocked !== null) return this.#unlocked
    throw new AppFailure(this.#failure)
  }

  #become(mode: VaultState['mode'], keyState: KeyState, contents: Contents, unlocked: Unlocked | null): void {
    this.#unlocked = unlocked
    this.#mode = mode
    this.#keyState = keyState
    this.#contents = contents
  }
}

function isReplaced(error: unknown): boolean {
  return error instanceof AppFailure && isFileReplaced(error.failure)
}
