import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../electron/adapters/vault/store.ts'
import { CommandLine } from './command-line.ts'

const hasKeychain = process.env.GRATICULE_REAL_KEYCHAIN === '1'

let home = ''

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'graticule-cli-vault-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>

describe.runIf(hasKeychain)('the command line looks after the vault', () => {
  it('tells what lies there, gives it a new key, and finds what is damaged', async () => {
    const cli = new CommandLine(home)
    expect((await cli.run(['vault', 'status'])).out).toMatch(/^Vault +sealed on this computer$/m)
    const before = json((await cli.run(['vault', 'status', '--json'])).out)
    expect(before).toMatchObject({ vault: { mode: 'keychain', failure: null }, contents: { setAside: [] } })
    expect(JSON.stringify(before)).not.toContain(home)
    const rotated = await cli.run(['vault', 'rotate', '--json'])
    expect(Date.parse(String(json(rotated.out).rotationDueAt))).toBeGreaterThan(Date.now())

    const store = await openStore(join(home, 'vault'))
    await store.transaction(() => {
      store.records.put(['shared-key', 'target|primary'], Buffer.alloc(99))
    })
    await store.close()
    const verified = await cli.run(['vault', 'verify', '--json'])
    expect(json(verified.out)).toEqual({ checked: 1, newlySetAside: 1, trialFailure: null })
    expect(verified.code).toBe(1)
    expect((await cli.run(['vault', 'status'])).out).toMatch(/^Set aside +1 damaged$/m)
    expect((await cli.run(['vault', 'verify'])).code).toBe(0)
    const repaired = await cli.run(['vault', 'repair'])
    expect(repaired.out).toContain('There was no entry to open.')
    expect(repaired.out).toContain('1 entry missing')
    expect(repaired.code).toBe(1)
  }, 60_000)

  it('reads a damaged file into a new one, and brings over what was set aside before', async () => {
    const cli = new CommandLine(home)
    await cli.run(['vault', 'status'])
    const file = join(home, 'vault', 'data.mdb')
    const whole = await readFile(file)
    await writeFile(file, Buffer.from(whole).fill(0, 0, 8192))
    const first = await cli.run(['vault', 'verify'])
    expect(first.err).toContain('The vault file was damaged and has been replaced.')
    expect(first.code).toBe(0)
    expect((await cli.run(['vault', 'salvage'])).out).toMatch(/^vault-damaged-\S+ {2}brought over$/m)

    const name = 'vault-damaged-2026-03-04T09-00-00-000Z'
    await mkdir(join(home, name))
    await writeFile(join(home, name, 'data.mdb'), whole)
    expect((await cli.run(['vault', 'repair'])).out).toContain(`vault salvage ${name}`)
    const salvaged = await cli.run(['vault', 'salvage', name, '--json'])
    expect(json(salvaged.out)).toEqual({ broughtOver: 0, lost: [], lostNames: 0 })
    expect(salvaged.code).toBe(0)
    expect((await cli.run(['vault', 'salvage', name])).out).toContain('It was brought over before.')
    expect((await cli.run(['vault', 'salvage', '../vault'])).code).toBe(1)
  }, 60_000)
})

describe('the command line without a keychain', () => {
  it('says that nothing is kept, and that there is nothing to check', async () => {
    const cli = new CommandLine(home, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' })
    expect((await cli.run(['vault', 'status'])).out).toContain('memory only: nothing is kept')
    const { code, out } = await cli.run(['vault', 'verify', '--json'])
    expect(code).toBe(1)
    expect(json(out)).toMatchObject({ failure: { code: 'keychain-unavailable' } })
    expect((await cli.run(['vault', 'shred'])).code).toBe(2)
  }, 60_000)
})
