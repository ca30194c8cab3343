import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkStoreFile } from '../../../electron/adapters/vault/file-check.ts'
import { keyIn } from '../../../electron/adapters/vault/found-entries.ts'
import type { RecordKind, Vault, VaultCare } from '../../../electron/services/ports.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { layoutsOf, type Layout } from '../../support/vault-pages.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

/** More of them by `GRATICULE_FUZZ_ROUNDS`. */
const rounds = Number(process.env.GRATICULE_FUZZ_ROUNDS ?? '24')
const seed = Number(process.env.GRATICULE_FUZZ_SEED ?? '1')
const record = (kind: RecordKind, id: string): string => JSON.stringify([kind, id])

/** A closed vault of 50 accounts that were used for a while, and what it holds. */
async function usedVault() {
  const root = tempFolder()
  const keychain = new FakeKeychain()
  const vault = await vaultIn(root, keychain)
  const secrets = new Map<string, string>()
  const write = async (kind: RecordKind, id: string, secret: string) => {
    await vault.write(kind, id, secret)
    secrets.set(record(kind, id), secret)
  }
  for (let round = 0; round < 2; round++) {
    for (let n = 0; n < 50; n++) {
      const id = `public.${String(n).padStart(36, '0')}.${'f'.repeat(36)}`
      await vault.index.put('account', id, { accountId: id, kind: 'user', username: `p${String(n)}@example.com` })
      await write('msal-cache', id, `${String(round)} ${id} ${'c'.repeat((n * 977) % 22_000)}`)
      for (const scope of ['maps', 'arm']) {
        const tokenId = `${id}~tenant~${scope}`
        await vault.index.put('token', tokenId, { accountId: id, scope })
        await write('access-token', tokenId, `${String(round)} ${tokenId} ${'t'.repeat(1400)}`)
      }
    }
  }
  for (let n = 0; n < 50; n += 5) {
    const id = `public.${String(n).padStart(36, '0')}.${'f'.repeat(36)}~tenant~arm`
    await vault.remove('access-token', id)
    await vault.index.remove('token', id)
    secrets.set(record('access-token', id), '')
  }
  // The last writes change no secret, so that both snapshots hold the same ones.
  for (const theme of ['dark', 'light']) await vault.index.put('setting', 'theme', theme)
  await vault.close()
  return { root, keychain, secrets }
}

type Damage = (bytes: Buffer, pageSize: number, random: (below: number) => number) => Buffer

const damages: Record<string, Damage> = {
  'a flipped bit': (bytes, _, random) => {
    const at = random(bytes.length)
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random(8)), at)
    return bytes
  },
  'a flipped bit in the head of a page': (bytes, pageSize, random) => {
    const at = random(bytes.length / pageSize) * pageSize + random(200)
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random(8)), at)
    return bytes
  },
  'a zeroed page': (bytes, pageSize, random) => {
    const page = random(bytes.length / pageSize)
    return bytes.fill(0, page * pageSize, (page + 1) * pageSize)
  },
  'eight pages of noise': (bytes, pageSize, random) => {
    const first = random(bytes.length / pageSize - 8)
    for (let at = first * pageSize; at < (first + 8) * pageSize; at++) bytes.writeUInt8(random(256), at)
    return bytes
  },
  'two pages swapped': (bytes, pageSize, random) => {
    const [one, other] = [random(bytes.length / pageSize) * pageSize, random(bytes.length / pageSize) * pageSize]
    const kept = Buffer.from(bytes.subarray(one, one + pageSize))
    bytes.copy(bytes, one, other, other + pageSize)
    kept.copy(bytes, other)
    return bytes
  },
  'cut at a page': (bytes, pageSize, random) => bytes.subarray(0, (1 + random(bytes.length / pageSize - 1)) * pageSize),
  'cut anywhere': (bytes, _, random) => bytes.subarray(0, 1 + random(bytes.length - 1)),
  'no head': (bytes, pageSize) => bytes.fill(0, 0, 2 * pageSize)
}

/** The entries that have to come over: those whose pages are whole, where something whole tells that they are in use. */
function expected(layouts: Layout[], isHurt: (page: number) => boolean): Layout['entries'] {
  const readable = layouts.filter(({ meta }) => !isHurt(meta))
  for (const { mainRoot, free, entries } of readable) {
    const isFreeKnown = !free.some(isHurt)
    if (isFreeKnown) return entries.filter(({ own }) => !own.some(isHurt))
    if (!isHurt(mainRoot)) return entries.filter(({ own, above }) => ![...own, ...above].some(isHurt))
  }
  const [newest] = layouts
  if (newest === undefined || isHurt(newest.mainRoot)) return []
  return newest.entries.filter(({ own, above }) => ![...own, ...above].some(isHurt))
}

async function readAll(vault: Vault, secrets: ReadonlyMap<string, string>): Promise<Map<string, string | null>> {
  const read = new Map<string, string | null>()
  for (const name of secrets.keys()) {
    const [kind, id] = JSON.parse(name) as [RecordKind, string]
    read.set(name, await vault.read(kind, id).catch(() => null))
  }
  return read
}

describe('a vault of 50 accounts whose file was damaged anywhere', () => {
  it(`opens without a crash and gives back what lay on intact pages, and nothing else (seed ${String(seed)})`, async () => {
    const { root, keychain, secrets } = await usedVault()
    const file = join(root, 'vault', 'data.mdb')
    const whole = readFileSync(file)
    const { pageSize, layouts } = layoutsOf(file)
    const random = seededRandom(seed)
    const names = Object.keys(damages)
    const tally = { rounds: 0, replaced: 0, wanted: 0, came: 0 }
    for (let round = 0; round < rounds; round++) {
      const name = names[round % names.length] ?? ''
      const bytes = damages[name]?.(Buffer.from(whole), pageSize, random) ?? whole
      const home = tempFolder()
      cpSync(join(root, 'vault'), join(home, 'vault'), { recursive: true })
      writeFileSync(join(home, 'vault', 'data.mdb'), bytes)
      const isHurt = (page: number) =>
        !whole
          .subarray(page * pageSize, (page + 1) * pageSize)
          .equals(bytes.subarray(page * pageSize, (page + 1) * pageSize))
      const about = `round ${String(round)}: ${name}`

      const vault: Vault & VaultCare = await vaultIn(home, keychain)
      expect(vault.status(), about).toMatchObject({ mode: 'keychain', failure: null })
      const report = vault.takeReport()
      const read = await readAll(vault, secrets)
      for (const [secret, value] of read)
        if (value !== null) expect(value, `${about} ${secret}`).toBe(secrets.get(secret))
      const keys = expected(layouts, isHurt).map(({ table, key }) => ({
        table,
        key: keyIn(key) ?? []
      }))
      const known = new Set(keys.filter(({ table }) => table === 'index').map(({ key: [, id = ''] }) => id))
      // A record comes over with the entry of the index that names it.
      const wanted = keys.filter(
        ({ table, key: [, id = ''] }) => table === 'records' && (report === null || known.has(id))
      )
      for (const { key } of wanted)
        expect(read.get(JSON.stringify(key)), `${about} ${JSON.stringify(key)}`).not.toBeNull()
      tally.rounds += 1
      tally.replaced += report === null ? 0 : 1
      tally.wanted += wanted.length
      tally.came += [...read.values()].filter((value) => value !== null).length

      await vault.write('shared-key', 'after', 'written afterwards')
      await vault.rotate()
      expect(await vault.read('shared-key', 'after')).toBe('written afterwards')
      expect(await readAll(vault, secrets), about).toEqual(read)
      await vault.close()
      expect(checkStoreFile(join(home, 'vault', 'data.mdb')), about).toBe('sound')
    }
    expect(tally.replaced).toBeGreaterThan(rounds / 4)
    expect(tally.wanted).toBeGreaterThan(rounds)
    if (process.env.GRATICULE_FUZZ_ROUNDS !== undefined) process.stdout.write(`${JSON.stringify(tally)}\n`)
  }, 600_000)
})
