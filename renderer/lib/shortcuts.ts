import { navScreens, type Screen } from './screens.ts'

/** What a key press asks for. */
export type Shortcut =
  { kind: 'screen'; screen: Screen } | { kind: 'palette' } | { kind: 'search' } | { kind: 'escape' }

/** The parts of a key event that matter. */
export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** True where the key would type a character. */
  isTyping: boolean
}

/** Reads a key press; the modifier is Cmd on macOS and Ctrl elsewhere. */
export function shortcutOf(press: KeyPress, platform: string): Shortcut | null {
  const modified = platform === 'darwin' ? press.metaKey : press.ctrlKey
  if (press.altKey) return null
  if (modified) {
    if (press.key.toLowerCase() === 'k') return { kind: 'palette' }
    const screen = /^[1-9]$/.test(press.key) ? navScreens[Number(press.key) - 1] : undefined
    return screen === undefined ? null : { kind: 'screen', screen }
  }
  if (press.key === 'Escape') return { kind: 'escape' }
  return press.key === '/' && !press.isTyping ? { kind: 'search' } : null
}
