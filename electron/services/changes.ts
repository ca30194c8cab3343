import type { Events } from '#contract/api'
import type { Emit, Vault, VaultCare } from './ports.ts'
import type { Settings } from './settings.ts'

// Whose lists they are comes first.
const names = ['status-changed', 'profiles-changed', 'accounts-changed', 'tokens-changed', 'targets-changed'] as const
type Name = (typeof names)[number]

interface ChangesParts {
  vault: Vault & Pick<VaultCare, 'contents'>
  settings: Settings
  /** How each of them reads now. */
  read: { [Each in Name]: () => Events[Each] }
  emit: Emit
}

/** Tells the window its frame and its lists again where they changed, whoever changed them. */
export class Changes {
  readonly #parts: ChangesParts
  readonly #told = new Map<Name, string>()
  #revision: string | null = null
  #keyMadeAt: string | null = null

  constructor(parts: ChangesParts) {
    this.#parts = parts
  }

  /** Tells what is not as it was told last. */
  tell(): void {
    for (const name of names) this.#tell(name, this.#parts.read[name])
  }

  /** Notices what another process did with the vault, which sends nothing. */
  look(): void {
    const { vault, settings } = this.#parts
    // Read first: what is written from here on is for the next look.
    const revision = vault.index.revision()
    if (revision === this.#revision) return
    settings.takeChosen()
    // A new data key is in nothing that is told: told again, the status lets the window look into the vault.
    const keyMadeAt = vault.contents()?.dataKeyMadeAt ?? this.#keyMadeAt
    if (keyMadeAt !== this.#keyMadeAt) this.#told.delete('status-changed')
    this.#keyMadeAt = keyMadeAt
    this.tell()
    this.#revision = revision
  }

  #tell<Each extends Name>(name: Each, read: () => Events[Each]): void {
    const payload = read()
    const text = JSON.stringify(payload)
    if (this.#told.get(name) === text) return
    this.#told.set(name, text)
    this.#parts.emit(name, payload)
  }
}
