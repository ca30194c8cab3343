import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderKeychain } from '../../fakes/keychain.ts'
import { killedWriter, vaultChild } from '../../support/vault-children.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

async function ended(process: ChildProcess): Promise<number | null> {
  process.stdout?.resume()
  const [code] = (await once(process, 'close')) as [number | null]
  return code
}

describe('a vault used by several processes', () => {
  it('loses no acknowledged write to 30 kills, and is free after each', async () => {
    const root = tempFolder()
    const keychain = folderKeychain(join(root, 'keychain'))
    const vault = await vaultIn(root, keychain)
    const acknowledged = new Map<string, number>()
    for (let pair = 0; pair < 15; pair++) {
      const ids = [`a${String(pair)}`, `b${String(pair)}`]
      const last = await Promise.all(ids.map((id) => killedWriter(root, id)))
      await vault.write('access-token', 'after', String(pair))
      for (const [place, id] of ids.entries()) acknowledged.set(id, last[place] ?? 0)
    }
    expect(acknowledged.size).toBe(30)
    for (const [id, last] of acknowledged) {
      const [number = '', filling = ''] = String(await vault.read('msal-cache', id)).split(':')
      // The write under way at the kill may be there or not; none before it may be missing, none may be half there.
      expect([last, last + 1]).toContain(Number(number))
      expect(filling).toHaveLength(Number(number) % 5000)
    }
    expect(vault.status().quarantinedRecords).toBe(0)
  }, 90_000)

  it('loses no update of four processes, and tells that they wrote', async () => {
    const root = tempFolder()
    const vault = await vaultIn(root, folderKeychain(join(root, 'keychain')))
    const before = vault.index.revision()
    expect(vault.index.revision()).toBe(before)
    const codes = await Promise.all([1, 2, 3, 4].map(() => ended(vaultChild(root, 'update', '100'))))
    expect(codes).toEqual([0, 0, 0, 0])
    expect(await vault.read('msal-cache', 'counter')).toBe('400')
    expect(vault.index.list('account')).toHaveLength(4)
    expect(vault.index.revision()).not.toBe(before)
  })

  it('is made once when four processes make it at the same moment', async () => {
    for (let round = 0; round < 3; round++) {
      const root = tempFolder()
      const children = [1, 2, 3, 4].map(() => vaultChild(root, 'open'))
      expect(await Promise.all(children.map(ended))).toEqual([0, 0, 0, 0])
      expect(readdirSync(join(root, 'keychain'))).toHaveLength(1)
      const vault = await vaultIn(root, folderKeychain(join(root, 'keychain')))
      for (const { pid } of children) expect(await vault.read('access-token', String(pid))).toBe('mine')
      expect(readdirSync(root).sort()).toEqual(['keychain', 'vault'])
    }
  })
})
