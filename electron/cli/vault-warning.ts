import { failureMessage } from '#contract/failure-message'
import type { KeyState, VaultStatus } from '#contract/model'

const withoutKey: Partial<Record<KeyState, string>> = {
  locked: 'The keychain is locked',
  slow: 'The keychain did not answer in time',
  denied: 'The keychain did not let Graticule in'
}

/** What a script has to know before it goes on: that what was stored is lost, and that what it stores will be gone; each on a line. */
export function vaultWarning({ damage, mode, keyState }: VaultStatus): string {
  const lines: string[] = []
  if (damage !== null) {
    const { title, whatToDo } = failureMessage({ code: 'vault-damaged', ...damage })
    lines.push(`${title} ${whatToDo}\n`)
  }
  if (mode === 'memory-only') {
    const why = withoutKey[keyState] ?? 'No keychain was found'
    lines.push(`${why}: nothing is stored, and the sign-in ends with this command.\n`)
  }
  return lines.join('')
}
