import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkStoreFile } from '../../../electron/adapters/vault/file-check.ts'
import { asStoreFailure } from '../../../electron/adapters/vault/store-failure.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

/** A closed vault with small and large records, deep enough for branch pages. */
async function filledVault() {
  const root = tempFolder()
  const keychain = new FakeKeychain()
  const vault = await vaultIn(root, keychain)
  for (let i = 0; i < 60; i++) await vault.write('access-token', `id-${String(i)}`, 'x'.repeat(1500))
  for (let i = 0; i < 5; i++) await vault.write('msal-cache', `id-${String(i)}`, 'x'.repeat(40_000))
  for (let i = 0; i < 20; i++) await vault.remove('access-token', `id-${String(i)}`)
  await vault.close()
  return { root, keychain, file: join(root, 'vault', 'data.mdb') }
}

describe('checkStoreFile', () => {
  it('finds a sound file sound, at every stage of its growth', async () => {
    const root = tempFolder()
    const vault = await vaultIn(root)
    const file = join(root, 'vault', 'data.mdb')
    for (let i = 0; i < 150; i++) {
      await vault.write('msal-cache', `id-${String(i % 40)}`, 'x'.repeat((i * 977) % 30_000))
      if (i % 3 === 0) await vault.remove('msal-cache', `id-${String((i * 7) % 40)}`)
      expect(checkStoreFile(file), `after write ${String(i)}`).toBe('sound')
    }
  })

  it('finds a file that was cut short damaged, unless what was cut is in use by nothing', async () => {
    const { file } = await filledVault()
    const size = readFileSync(file).length
    expect(checkStoreFile(file)).toBe('sound')
    const cut = `${file}.cut`
    for (const length of [1, 100, 4096, 8191, 8192, 8300, 20_000, Math.floor(size / 2)]) {
      copyFileSync(file, cut)
      truncateSync(cut, length)
      expect(checkStoreFile(cut), `cut to ${String(length)}`).toBe('damaged')
    }
    truncateSync(cut, 0)
    expect(checkStoreFile(cut)).toBe('missing')
    expect(checkStoreFile(`${file}.none`)).toBe('missing')
  })
})

describe('a vault whose file is damaged', () => {
  const damages: [string, (file: string) => void][] = [
    [
      'cut to a few bytes',
      (file) => {
        truncateSync(file, 100)
      }
    ],
    [
      'cut in the middle',
      (file) => {
        truncateSync(file, 20_000)
      }
    ],
    [
      'filled with noise',
      (file) => {
        writeFileSync(file, Buffer.alloc(200_000, 'noise'))
      }
    ],
    [
      'zeroed at its head',
      (file) => {
        writeFileSync(file, readFileSync(file).fill(0, 0, 8192))
      }
    ],
    [
      'overwritten behind its head',
      (file) => {
        writeFileSync(file, readFileSync(file).fill(0x5a, 8192))
      }
    ]
  ]

  it.each(damages)('%s is moved aside whole, reported once, and replaced under the same key', async (_, damage) => {
    const { root, keychain, file } = await filledVault()
    damage(file)
    const bytes = readFileSync(file)
    const items = new Map(keychain.items)

    const vault = await vaultIn(root, keychain)
    expect(vault.status()).toMatchObject({ mode: 'keychain', keyState: 'ok' })
    const [aside = ''] = readdirSync(root).filter((name) => name.startsWith('vault-damaged-'))
    expect(readFileSync(join(root, aside, 'data.mdb')).equals(bytes)).toBe(true)
    expect(vault.takeReport()).toMatchObject({ code: 'vault-damaged', quarantinedAs: join(root, aside) })
    expect(vault.takeReport()).toBeNull()
    expect(await vault.read('access-token', 'id-30')).toBeNull()
    await vault.write('access-token', 'id-30', 'again')
    expect(await vault.read('access-token', 'id-30')).toBe('again')
    expect(keychain.items).toEqual(items)
  })

  it('is reported to whoever takes the report, and then no more', async () => {
    const { root, keychain, file } = await filledVault()
    truncateSync(file, 5000)
    const vault = await vaultIn(root, keychain)
    expect(vault.takeReport()).toMatchObject({ code: 'vault-damaged' })
    expect(vault.takeReport()).toBeNull()
    expect(vault.index.list('account')).toEqual([])
  })
})

describe('a store that cannot be written', () => {
  const failure = (code: unknown, platform: NodeJS.Platform = 'linux') =>
    asStoreFailure(Object.assign(new Error('from the system'), { code }), '/nowhere', platform)

  it('names a full disk, missing permission and the rest', () => {
    const reason = (code: unknown, platform?: NodeJS.Platform) => {
      const mapped = failure(code, platform)
      return mapped instanceof AppFailure && mapped.failure.code === 'vault-not-written'
        ? mapped.failure.reason
        : mapped
    }
    expect(reason('ENOSPC')).toBe('disk-full')
    expect(reason(112, 'win32')).toBe('disk-full')
    expect(reason('EACCES')).toBe('no-permission')
    expect(reason('EROFS')).toBe('no-permission')
    expect(reason(5, 'win32')).toBe('no-permission')
    expect(reason(-30792)).toBe('other')
    expect(failure(-30796)).toMatchObject({ failure: { code: 'vault-damaged', quarantinedAs: null } })
  })

  it('leaves an error of our own as it is', () => {
    const mistake = new TypeError('a mistake')
    expect(asStoreFailure(mistake, '/nowhere')).toBe(mistake)
  })

  it('says so when the folder cannot be made', async () => {
    const root = tempFolder()
    mkdirSync(join(root, 'in'))
    writeFileSync(join(root, 'in', 'the-way'), '')
    const vault = await vaultIn(join(root, 'in', 'the-way'))
    expect(vault.status().mode).toBe('closed')
    await expect(vault.write('access-token', 'a', 'x')).rejects.toMatchObject({
      failure: { code: 'vault-not-written' }
    })
  })
})
