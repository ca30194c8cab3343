import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'
import { AzureCli } from './azure-cli.ts'

const ready = inject('ready')
const daemon = at(ready.apps, 1)
const account = at(ready.storageAccounts, 0)
const named = ['--account-name', account.name]
const byLogin = [...named, '--auth-mode', 'login']
const PHOTO = 'coast/2025/coast-0001.tif'
const LARGE = 'coast/2025/mosaic.bin'
const inPhotos = (name: string): string[] => ['--container-name', 'orthophotos', '--name', name]

describe('Azure CLI, blobs', () => {
  const az = new AzureCli(ready.caFile)
  // A new home would make the CLI look for all its commands again, which takes it seconds.
  const inSameHome = (env: Record<string, string>) => new AzureCli(ready.caFile, { HOME: az.home, ...env })
  // In the environment: what stands in an argument, every user of a machine can read.
  const withKey = inSameHome({ AZURE_STORAGE_KEY: account.key })

  beforeAll(async () => {
    await az.json(
      ...['login', '--service-principal', '--username', daemon.clientId, '--tenant', daemon.tenantId],
      ...['--password', `@${az.file('secret', daemon.secret)}`]
    )
  })

  it('storage container list, storage blob list and show with a role', async () => {
    expect(await az.json('storage', 'container', 'list', ...byLogin, '--query', '[].name')).toEqual([
      'exports',
      'orthophotos'
    ])
    const listed = [
      'storage',
      'blob',
      'list',
      '--container-name',
      'orthophotos',
      '--prefix',
      'coast/',
      '--query',
      '[].name'
    ]
    expect(await az.json(...listed, ...byLogin)).toContain(PHOTO)
    expect(await az.json('storage', 'blob', 'show', ...inPhotos(LARGE), ...byLogin)).toMatchObject({
      name: LARGE,
      properties: { contentLength: 2_097_152, blobType: 'BlockBlob' }
    })
  })

  it('storage blob download, whole and a range', async () => {
    const file = join(az.home, 'photo.tif')
    await az.json('storage', 'blob', 'download', ...inPhotos(PHOTO), '--file', file, '--no-progress', ...byLogin)
    expect(readFileSync(file).subarray(0, 4)).toEqual(Buffer.from('II*\0'))
    const part = join(az.home, 'part.bin')
    const range = ['--start-range', '1000000', '--end-range', '1000020', '--file', part, '--no-progress']
    await az.json('storage', 'blob', 'download', ...inPhotos(LARGE), ...range, ...byLogin)
    expect(readFileSync(part)).toHaveLength(21)
  })

  it('storage blob upload, refused to a reader', async () => {
    const file = az.file('notes.txt', 'practice notes')
    const upload = ['storage', 'blob', 'upload', '--container-name', 'exports', '--name', 'notes.txt', '--file', file]
    expect(await az.refused(...upload, ...byLogin)).toContain('You do not have the required permissions')
  })

  it('storage blob upload, download, delete, exists with the account key', async () => {
    const file = az.file('notes.txt', 'practice notes')
    const note = ['--container-name', 'exports', '--name', 'a folder/nötes.txt']
    await withKey.json('storage', 'blob', 'upload', ...note, '--file', file, '--no-progress', ...named)
    const back = join(az.home, 'back.txt')
    await withKey.json('storage', 'blob', 'download', ...note, '--file', back, '--no-progress', ...named)
    expect(readFileSync(back, 'utf8')).toBe('practice notes')
    expect((await withKey.run(['storage', 'blob', 'delete', ...note, ...named])).code).toBe(0)
    expect(await withKey.json('storage', 'blob', 'exists', ...note, ...named)).toEqual({ exists: false })
  })

  const terms = () => [
    '--permissions',
    'r',
    '--expiry',
    `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 16)}Z`
  ]
  const signed = ['storage', 'blob', 'generate-sas', ...inPhotos(PHOTO)]
  /** Opens the photograph with a signature for it, and nothing else. */
  const expectToOpen = async (sas: unknown): Promise<void> => {
    const opened = inSameHome({ AZURE_STORAGE_SAS_TOKEN: String(sas) })
    const file = join(az.home, 'signed.tif')
    const download = ['storage', 'blob', 'download', '--file', file, '--no-progress', ...named]
    await opened.json(...download, ...inPhotos(PHOTO))
    expect(readFileSync(file)).toHaveLength(436)
    expect(await opened.refused(...download, ...inPhotos(LARGE))).toContain('Authentication failure')
  }

  it('storage blob generate-sas with the account key', async () => {
    await expectToOpen(await withKey.json(...signed, ...terms(), ...named))
  })

  it('storage blob generate-sas --as-user, with a user delegation key', async () => {
    await expectToOpen(await az.json(...signed, ...terms(), '--as-user', ...byLogin))
  })
})
