import type {
  AutoLock,
  CopyReceipt,
  FolderRights,
  Salvage,
  VaultCheck,
  VaultHealth as Health,
  VaultRepair
} from '#contract/model'
import type { Clipboard, Clock, Vault, VaultCare } from './ports.ts'
import type { Settings } from './settings.ts'

const dayMs = 86_400_000
/** A data key serves this long; what it sealed stays readable, so nothing happens on the day itself. */
const dataKeyDays = 90

interface HealthParts {
  vault: Vault & VaultCare
  settings: Settings
  clipboard: Clipboard
  clock: Clock
  version: string
  platform: string
  /** Whether others of this computer are kept out of the data folder. */
  folderRights: () => FolderRights
}

/** Looks after the vault: what lies in it, whether it is sound, a new key when one is due. */
export class VaultHealth {
  readonly #parts: HealthParts

  constructor(parts: HealthParts) {
    this.#parts = parts
  }

  read(): Health {
    const contents = this.#parts.vault.contents()
    const madeAt = contents?.dataKeyMadeAt ?? null
    return {
      contents,
      rotationDueAt: madeAt === null ? null : new Date(Date.parse(madeAt) + dataKeyDays * dayMs).toISOString(),
      autoLock: this.#parts.settings.autoLock(),
      rights: this.#parts.folderRights()
    }
  }

  async chooseAutoLock(choice: AutoLock): Promise<Health> {
    await this.#parts.settings.chooseAutoLock(choice)
    return this.read()
  }

  verify(): Promise<VaultCheck> {
    return this.#parts.vault.check()
  }

  repair(): Promise<VaultRepair> {
    return this.#parts.vault.repair()
  }

  /** Brings over what a vault that was set aside holds and this one lacks; null where that was done before. */
  salvage(name: string): Promise<Salvage | null> {
    return this.#parts.vault.salvage(name)
  }

  async rotate(): Promise<Health> {
    await this.#parts.vault.rotate()
    return this.read()
  }

  /** Makes a new data key where the present one has served its time; a key of unknown age counts as old. */
  async rotateWhenDue(): Promise<boolean> {
    const { contents, rotationDueAt } = this.read()
    if (contents === null) return false
    if (rotationDueAt !== null && Date.parse(rotationDueAt) > this.#parts.clock.now()) return false
    await this.#parts.vault.rotate()
    return true
  }

  /** What support needs, as text without a secret, a person's name or a folder's. */
  report(): string {
    const { vault, version, platform, clock } = this.#parts
    const { contents, ...health } = this.read()
    return JSON.stringify(
      {
        graticule: version,
        platform,
        at: new Date(clock.now()).toISOString(),
        vault: vault.status(),
        contents: contents && {
          ...contents,
          folder: undefined,
          setAside: contents.setAside.map((entry) => ({ ...entry, whose: undefined }))
        },
        ...health
      },
      null,
      2
    )
  }

  async copyReport(): Promise<CopyReceipt> {
    await this.#parts.clipboard.copy(this.report(), null)
    return { what: 'Report about the vault', clearsAt: null }
  }
}
