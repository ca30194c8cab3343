import { describe, expect, it } from 'vitest'
import { shortcutOf, type KeyPress } from '../../../renderer/lib/shortcuts.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isTyping: false,
  ...more
})

describe('shortcutOf', () => {
  it('takes Ctrl, and Cmd on macOS', () => {
    expect(shortcutOf(press('2', { ctrlKey: true }), 'linux')).toEqual({ kind: 'screen', screen: 'tokens' })
    expect(shortcutOf(press('2', { metaKey: true }), 'darwin')).toEqual({ kind: 'screen', screen: 'tokens' })
    expect(shortcutOf(press('2', { ctrlKey: true }), 'darwin')).toBeNull()
    expect(shortcutOf(press('K', { ctrlKey: true }), 'win32')).toEqual({ kind: 'palette' })
  })

  it('has no screen beyond the last one', () => {
    expect(shortcutOf(press('9', { ctrlKey: true }), 'linux')).toBeNull()
    expect(shortcutOf(press('0', { ctrlKey: true }), 'linux')).toBeNull()
  })

  it('lets a slash be typed', () => {
    expect(shortcutOf(press('/'), 'linux')).toEqual({ kind: 'search' })
    expect(shortcutOf(press('/', { isTyping: true }), 'linux')).toBeNull()
  })

  it('leaves AltGr combinations alone', () => {
    expect(shortcutOf(press('2', { ctrlKey: true, altKey: true }), 'win32')).toBeNull()
  })
})
