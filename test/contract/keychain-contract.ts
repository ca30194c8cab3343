import { describe, expect, it } from 'vitest'
import type { Keychain } from '../../electron/services/ports.ts'

/** What every keychain must do. */
export function keychainContract(name: string, make: () => Keychain): void {
  describe(`keychain contract: ${name}`, () => {
    const account = `contract/${String(process.pid)}`

    it('answers null for an item that is not there', async () => {
      expect(await make().get(`${account}/none`)).toBeNull()
    })

    it('returns what was set, replaces it, and forgets what was removed', async () => {
      const keychain = make()
      await keychain.set(account, 'first')
      expect(await keychain.get(account)).toBe('first')
      await keychain.set(account, 'second')
      expect(await keychain.get(account)).toBe('second')
      expect(await keychain.remove(account)).toBe(true)
      expect(await keychain.get(account)).toBeNull()
      expect(await keychain.remove(account)).toBe(false)
    })

    it('refuses a value that Windows could not hold beside its own data', async () => {
      const keychain = make()
      await expect(keychain.set(account, 'x'.repeat(512))).rejects.toBeInstanceOf(RangeError)
      expect(await keychain.get(account)).toBeNull()
    })

    it('passes its probe', async () => {
      expect(await make().probe()).toBe('ok')
    })
  })
}
