import { readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../electron/adapters/vault/store.ts'
import { tempFolder } from './vault-bench.ts'

const free = (bytes: number) => () => bytes
const full = { failure: { code: 'vault-not-written', reason: 'disk-full' } }

const withoutBlocks: [string, (lock: string) => void] = [
  'has no blocks, as a process leaves it that ended over it',
  (lock) => {
    truncateSync(lock, 0)
    truncateSync(lock, 8272)
  }
]

/** A folder with a store of one entry. */
async function madeFolder(): Promise<string> {
  const folder = tempFolder()
  const store = await openStore(folder)
  await store.transaction(() => {
    store.records.put(['a'], Buffer.from('kept'))
  })
  await store.close()
  return folder
}

describe('a store on a full disk', () => {
  it('is not begun, and leaves no file behind', async () => {
    const folder = tempFolder()
    await expect(openStore(folder, free(1_000_000))).rejects.toMatchObject(full)
    expect(readdirSync(folder)).toEqual([])
    await (await openStore(folder, free(2_000_000))).close()
    expect(readdirSync(folder).sort()).toEqual(['data.mdb', 'lock.mdb'])
  })

  it.each<[string, (lock: string) => void]>([
    ['is missing', rmSync],
    // On Windows a file has its blocks as soon as it has its length.
    ...(process.platform === 'win32' ? [] : [withoutBlocks])
  ])('whose lock file %s is not given to LMDB before there is room for one', async (_, spoil) => {
    const folder = await madeFolder()
    spoil(join(folder, 'lock.mdb'))
    const before = readdirSync(folder)
    const bytes = readFileSync(join(folder, 'data.mdb'))
    await expect(openStore(folder, free(0))).rejects.toMatchObject(full)
    expect(readdirSync(folder)).toEqual(before)
    expect(readFileSync(join(folder, 'data.mdb')).equals(bytes)).toBe(true)
    const store = await openStore(folder, free(100_000))
    expect(store.records.get(['a'])?.toString()).toBe('kept')
    await store.close()
  })

  it('opens where its files are there, refuses what is put, and removes', async () => {
    const store = await openStore(await madeFolder(), free(0))
    const put = store.transaction(() => {
      store.records.put(['b'], Buffer.from('x'))
    })
    await expect(put).rejects.toMatchObject(full)
    await store.transaction(() => {
      store.records.remove(['a'])
    })
    expect(store.records.keys([])).toEqual([])
    await store.close()
  })
})
