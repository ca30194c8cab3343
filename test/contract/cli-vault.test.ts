import { mkdtemp, rm } from 'node:fs/promises'
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
    expect(json((await cli.run(['vault', 'verify', '--json'])).out)).toEqual({
      checked: 1,
      newlySetAside: 1,
      trialFailure: null
    })
    expect((await cli.run(['vault', 'status'])).out).toMatch(/^Set aside +1 damaged$/m)
    expect((await cli.run(['vault', 'repair'])).out).toContain('0 entries opened, all of them sound.')
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
