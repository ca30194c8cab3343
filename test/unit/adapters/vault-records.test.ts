import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newKey } from '../../../electron/adapters/vault/envelope.ts'
import { openRecord, sealRecord, type RecordKeys } from '../../../electron/adapters/vault/sealed-record.ts'
import { openStore } from '../../../electron/adapters/vault/store.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

const canary = 'canary-7f3a51c9e2'

function keysOf(install: string, key = newKey()): RecordKeys {
  const current = 'ab'.repeat(16)
  return { install, current: () => current, find: (kid) => (kid === current ? key : null), forget: () => undefined }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

describe('a sealed record', () => {
  const keys = keysOf('install-1')
  const sealed = sealRecord(keys, 'access-token', 'a', 7, canary)

  it('opens as itself', () => {
    expect(openRecord(keys, 'access-token', 'a', sealed)).toBe(canary)
  })

  it('is detected with any single bit flipped and at any shorter length', () => {
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Buffer.from(sealed)
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(openRecord(keys, 'access-token', 'a', flipped), `bit ${String(bit)}`).toBeNull()
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(openRecord(keys, 'access-token', 'a', sealed.subarray(0, length)), `length ${String(length)}`).toBeNull()
    }
  })

  it('opens under no other kind, id or install, even with the same key', () => {
    const key = newKey()
    const record = sealRecord(keysOf('one', key), 'access-token', 'a', 1, canary)
    expect(openRecord(keysOf('one', key), 'shared-key', 'a', record)).toBeNull()
    expect(openRecord(keysOf('one', key), 'access-token', 'b', record)).toBeNull()
    expect(openRecord(keysOf('two', key), 'access-token', 'a', record)).toBeNull()
    expect(openRecord(keysOf('one', key), 'access-token', 'a', record)).toBe(canary)
  })

  it('opens after a younger one was sealed: its sequence orders copies and stops no replay', () => {
    const younger = sealRecord(keys, 'access-token', 'a', 8, 'younger')
    expect([sealed, younger].map((record) => Number(record.readBigUInt64BE(17)))).toEqual([7, 8])
    expect(openRecord(keys, 'access-token', 'a', younger)).toBe('younger')
    expect(openRecord(keys, 'access-token', 'a', sealed)).toBe(canary)
  })

  it('uses a new nonce each time', () => {
    const again = sealRecord(keys, 'access-token', 'a', 7, canary)
    expect(again.subarray(25, 37).equals(sealed.subarray(25, 37))).toBe(false)
  })
})

describe('a record that does not open', () => {
  it('goes to quarantine with its bytes, costs no other record, and is replaced by a write', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    const first = await vaultIn(root, keychain)
    await first.write('msal-cache', 'a', canary)
    await first.write('msal-cache', 'b', 'other account')
    const store = await openStore(join(root, 'vault'))
    const damaged = store.records.get(['msal-cache', 'b'])
    await store.transaction(() => {
      // Another record's bytes under this id: a swap.
      if (damaged) store.records.put(['msal-cache', 'a'], damaged)
    })

    await expect(first.read('msal-cache', 'a')).rejects.toMatchObject({
      failure: { code: 'record-damaged', label: 'stored sign-in' }
    })
    await expect(first.read('msal-cache', 'a')).rejects.toMatchObject({ failure: { code: 'record-damaged' } })
    expect(await first.read('msal-cache', 'b')).toBe('other account')
    expect(first.status().quarantinedRecords).toBe(1)
    expect(store.quarantine.list(['msal-cache', 'a']).map(({ value }) => value)).toEqual([damaged])

    const seen: (string | null)[] = []
    await first.update('msal-cache', 'a', (current) => {
      seen.push(current)
      return 'signed in again'
    })
    expect(seen).toEqual([null])
    expect(await first.read('msal-cache', 'a')).toBe('signed in again')
    expect(first.status().quarantinedRecords).toBe(0)
    await first.remove('msal-cache', 'a')
    expect(store.quarantine.list([])).toEqual([])
    expect(await first.read('msal-cache', 'a')).toBeNull()
  })

  it('keeps the bytes of a damaged record that an update comes upon first', async () => {
    const root = tempFolder()
    const vault = await vaultIn(root)
    await vault.write('access-token', 'a', canary)
    const store = await openStore(join(root, 'vault'))
    await store.transaction(() => {
      store.records.put(['access-token', 'a'], Buffer.from('garbage'))
    })
    await vault.update('access-token', 'a', () => null)
    expect(store.quarantine.list(['access-token', 'a']).map(({ value }) => value.toString())).toEqual(['garbage'])
  })
})

describe('the folder of a vault', () => {
  it('holds no plaintext in any encoding', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    const vault = await vaultIn(root, keychain)
    const kinds = ['msal-cache', 'access-token', 'shared-key', 'client-secret', 'certificate'] as const
    for (const kind of kinds)
      for (let i = 0; i < 20; i++) await vault.write(kind, `id-${String(i)}`, canary.repeat(i + 1))
    for (const kind of kinds) await vault.update(kind, 'id-3', (current) => `${String(current)}${canary}`)
    await vault.remove('access-token', 'id-4')
    await vault.index.put('token', 'x', { label: 'index-is-plain' })
    await vault.close()

    const forms = [
      Buffer.from(canary),
      Buffer.from(canary, 'utf16le'),
      Buffer.from(Buffer.from(canary).toString('base64').slice(0, -4)),
      Buffer.from(Buffer.from(canary).toString('base64url').slice(0, -4)),
      Buffer.from(Buffer.from(canary).toString('hex')),
      Buffer.from(JSON.stringify([...Buffer.from(canary)]).slice(1, -1)),
      ...[...keychain.items.values()].flatMap((value) => [Buffer.from(value), Buffer.from(value.slice(3), 'base64url')])
    ]
    const files = filesUnder(root)
    expect(files.some((file) => readFileSync(file).includes('index-is-plain'))).toBe(true)
    for (const file of files) {
      const bytes = readFileSync(file)
      for (const form of forms) expect(bytes.includes(form), file).toBe(false)
    }
  })

  it.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    const root = tempFolder()
    const vault = await vaultIn(root)
    await vault.write('access-token', 'a', canary)
    expect(statSync(join(root, 'vault')).mode & 0o777).toBe(0o700)
    const files = filesUnder(root)
    expect(files.length).toBe(3)
    for (const file of files) expect(statSync(file).mode & 0o777, file).toBe(0o600)
  })
})
