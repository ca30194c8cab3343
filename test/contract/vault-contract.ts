import { afterEach, describe, expect, it } from 'vitest'
import type { Vault } from '../../electron/services/ports.ts'

/** What every vault must do, whatever it is made of. */
export function vaultContract(name: string, make: () => Promise<Vault>): void {
  describe(`vault contract: ${name}`, () => {
    const opened: Vault[] = []
    const open = async () => {
      const vault = await make()
      opened.push(vault)
      return vault
    }
    afterEach(async () => {
      for (const vault of opened.splice(0)) await vault.close()
    })

    it('reads back what was written, per kind and id', async () => {
      const vault = await open()
      expect(await vault.read('access-token', 'a')).toBeNull()
      await vault.write('access-token', 'a', 'one')
      await vault.write('access-token', 'b', 'two')
      await vault.write('shared-key', 'a', 'three')
      expect(await vault.read('access-token', 'a')).toBe('one')
      expect(await vault.read('access-token', 'b')).toBe('two')
      expect(await vault.read('shared-key', 'a')).toBe('three')
      await vault.write('access-token', 'a', 'four')
      expect(await vault.read('access-token', 'a')).toBe('four')
    })

    it('keeps empty, long and many-script secrets as they are', async () => {
      const vault = await open()
      for (const secret of ['', 'é漢字🗝️‮', 'x'.repeat(1_000_000)]) {
        await vault.write('msal-cache', 'whatever|/ id', secret)
        expect(await vault.read('msal-cache', 'whatever|/ id')).toBe(secret)
      }
    })

    it('has another revision after its index was written, and none after it was read', async () => {
      const { index } = await open()
      const revisions = [index.revision()]
      await index.put('token', 'a', { label: 'one' })
      revisions.push(index.revision())
      await index.remove('token', 'a')
      revisions.push(index.revision())
      expect(new Set(revisions).size).toBe(3)
      index.list('token')
      expect(index.revision()).toBe(revisions[2])
    })

    it('removes only what it is told to', async () => {
      const vault = await open()
      await vault.write('client-secret', 'a', 'one')
      await vault.write('client-secret', 'ab', 'two')
      await vault.remove('client-secret', 'a')
      await vault.remove('client-secret', 'never there')
      expect(await vault.read('client-secret', 'a')).toBeNull()
      expect(await vault.read('client-secret', 'ab')).toBe('two')
    })

    it('updates from the present value, makes, and removes on null', async () => {
      const vault = await open()
      await vault.update('msal-cache', 'a', (current) => `${String(current)}+1`)
      await vault.update('msal-cache', 'a', (current) => `${String(current)}+2`)
      expect(await vault.read('msal-cache', 'a')).toBe('null+1+2')
      await vault.update('msal-cache', 'a', () => null)
      expect(await vault.read('msal-cache', 'a')).toBeNull()
    })

    it('keeps the old value where a merge throws, and hands the error on', async () => {
      const vault = await open()
      await vault.write('msal-cache', 'a', 'old')
      const merge = () => {
        throw new TypeError('merge went wrong')
      }
      await expect(vault.update('msal-cache', 'a', merge)).rejects.toThrow('merge went wrong')
      expect(await vault.read('msal-cache', 'a')).toBe('old')
      await vault.write('msal-cache', 'a', 'new')
      expect(await vault.read('msal-cache', 'a')).toBe('new')
    })

    it('lists the index by kind, sorted by id, as copies', async () => {
      const vault = await open()
      expect(vault.index.get('account', 'a')).toBeNull()
      await vault.index.put('account', 'b', { label: 'B' })
      await vault.index.put('account', 'a', { label: 'A' })
      await vault.index.put('setting', 'theme', 'dark')
      expect(vault.index.list('account')).toEqual([
        { id: 'a', value: { label: 'A' } },
        { id: 'b', value: { label: 'B' } }
      ])
      expect(vault.index.get('setting', 'theme')).toBe('dark')
      await vault.index.remove('account', 'a')
      expect(vault.index.list('account')).toEqual([{ id: 'b', value: { label: 'B' } }])
      expect(vault.index.list('token')).toEqual([])
    })

    it('changes an entry of the index from its present value, however many change it at once', async () => {
      const vault = await open()
      const add = (text: string) => (current: unknown) => [
        ...(Array.isArray(current) ? (current as string[]) : []),
        text
      ]
      await Promise.all(['a', 'b', 'c'].map((text) => vault.index.update('setting', 'list', add(text))))
      expect(vault.index.get('setting', 'list')).toEqual(['a', 'b', 'c'])
      await vault.index.update('setting', 'list', () => null)
      expect(vault.index.list('setting')).toEqual([])
    })

    it('has nothing to report and nothing in quarantine', async () => {
      const vault = await open()
      expect(vault.takeReport()).toBeNull()
      expect(vault.status().quarantinedRecords).toBe(0)
      expect(await vault.startAnew()).toEqual(vault.status())
    })
  })
}
