import { once } from 'node:events'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../electron/adapters/vault/store.ts'
import { FakeKeychain, folderKeychain } from '../../fakes/keychain.ts'
import { vaultChild } from '../../support/vault-children.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

const put = (key: string, value: string): [string[], Buffer] => [[key], Buffer.from(value)]

describe('transactions of a store', () => {
  it('see their own writes, in order, and no others before the end', async () => {
    const store = await openStore(tempFolder())
    await store.transaction(() => {
      for (const key of ['b', 'd', 'f']) store.records.put(...put(key, 'old'))
    })
    const keys = await store.transaction(() => {
      store.records.put(...put('a', 'new'))
      store.records.put(...put('é', 'new'))
      store.records.put(...put('d', 'new'))
      store.records.remove(['f'])
      expect(store.records.get(['d'])?.toString()).toBe('new')
      expect(store.records.get(['f'])).toBeNull()
      return store.records.list([]).map(({ key, value }) => `${key.join()}=${value.toString()}`)
    })
    expect(keys).toEqual(['a=new', 'b=old', 'd=new', 'é=new'])
    expect(store.records.list([]).map(({ key, value }) => `${key.join()}=${value.toString()}`)).toEqual(keys)
    await store.close()
  })

  it('write nothing outside', async () => {
    const store = await openStore(tempFolder())
    expect(() => {
      store.records.put(...put('a', 'x'))
    }).toThrow('inside a transaction')
    await store.close()
  })

  it('asked for at once run one after the other, and one that throws touches no neighbour', async () => {
    const store = await openStore(tempFolder())
    const count = () => Number(store.records.get(['counter'])?.toString() ?? '0')
    const turns = Array.from({ length: 20 }, (_, place) =>
      store.transaction(() => {
        store.records.put(...put('counter', String(count() + 1)))
        store.records.put(...put(`by ${String(place)}`, 'x'))
        if (place % 4 === 2) throw new TypeError(`went wrong in ${String(place)}`)
        return place
      })
    )
    const outcomes = await Promise.allSettled(turns)
    expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual(
      turns.map((_, place) => (place % 4 === 2 ? `TypeError: went wrong in ${String(place)}` : place))
    )
    expect(count()).toBe(15)
    expect(store.records.keys([])).toHaveLength(16)
    await store.close()
  })

  it('end before the store closes, and are refused afterwards', async () => {
    const folder = tempFolder()
    const store = await openStore(folder)
    const writes = Array.from({ length: 10 }, (_, place) =>
      store.transaction(() => {
        store.records.put(...put(String(place), 'x'))
      })
    )
    await store.close()
    expect(await Promise.allSettled(writes)).toEqual(writes.map(() => ({ status: 'fulfilled', value: undefined })))
    await expect(store.transaction(() => 1)).rejects.toMatchObject({ failure: { code: 'vault-not-written' } })
    const again = await openStore(folder)
    expect(again.records.keys([])).toHaveLength(10)
    await again.close()
  })

  it('that LMDB refuses change nothing, and touch no neighbour', async () => {
    const store = await openStore(tempFolder())
    const writes = ['a', 'k'.repeat(4000), 'b'].map((key) =>
      store.transaction(() => {
        store.records.put(...put('beside', key.slice(0, 1)))
        store.records.put(...put(key, 'x'))
      })
    )
    const outcomes = await Promise.allSettled(writes)
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(store.records.keys([])).toEqual([['a'], ['b'], ['beside']])
    expect(store.records.get(['beside'])?.toString()).toBe('b')
    await store.close()
  })
})

describe('the write lock held by another process', () => {
  it('is waited for while this one goes on, opens, reads, and writes when it is free', async () => {
    const root = tempFolder()
    const keychain = folderKeychain(join(root, 'keychain'))
    const open = await vaultIn(root, keychain)
    await open.write('msal-cache', 'a', 'mine')
    const holder = vaultChild(root, 'hold', 'a')
    const ended = once(holder, 'close')
    if (holder.stdout === null) throw new Error('The other process says nothing.')
    await once(holder.stdout, 'data')

    const order: string[] = []
    const update = open
      .update('msal-cache', 'a', (current) => `${String(current)}, then mine`)
      .then(() => order.push('updated'))
    const second = vaultIn(root, keychain).then((vault) => order.push(`opened ${vault.status().mode}`))
    for (let turns = 0; turns < 500; turns++) await turn()
    expect(order).toEqual([])
    expect(await open.read('msal-cache', 'a')).toBe('mine')
    order.push('let go')
    holder.stdin?.end('\n')
    await Promise.all([update, second])
    await ended
    expect(order).toEqual(['let go', 'updated', 'opened keychain'])
    expect(await open.read('msal-cache', 'a')).toBe('theirs, then mine')
  })
})

describe('updates of one process', () => {
  it('asked for at once all count', async () => {
    const vault = await vaultIn(tempFolder())
    await Promise.all(
      Array.from({ length: 50 }, () =>
        vault.update('msal-cache', 'counter', (current) => String(Number(current ?? '0') + 1))
      )
    )
    expect(await vault.read('msal-cache', 'counter')).toBe('50')
  })

  it('are kept when the vault is closed upon them', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    const vault = await vaultIn(root, keychain)
    const writes = ['a', 'b', 'c'].map((id) => vault.write('access-token', id, id))
    await vault.close()
    await Promise.all(writes)
    const again = await vaultIn(root, keychain)
    for (const id of ['a', 'b', 'c']) expect(await again.read('access-token', id)).toBe(id)
  })

  it('and a check and a rotation are refused by a lock, which sets no sound record aside', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    const vault = await vaultIn(root, keychain)
    for (let n = 0; n < 5; n++) await vault.write('msal-cache', String(n), `secret ${String(n)}`)
    const work = [vault.check(), vault.rotate(), vault.update('msal-cache', '0', () => 'too late')]
    await vault.lock()
    for (const outcome of await Promise.allSettled(work))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { failure: { code: 'vault-locked' } } })
    await vault.retry()
    expect(vault.status()).toMatchObject({ mode: 'keychain', quarantinedRecords: 0 })
    for (let n = 0; n < 5; n++) expect(await vault.read('msal-cache', String(n))).toBe(`secret ${String(n)}`)
  })
})
