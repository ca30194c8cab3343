import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BrowserScript } from '../clients/browser-script.ts'
import { at } from '../clients/practice-fixture.ts'
import { certificateFiles } from '../support/certificate-file.ts'
import { failure, hasKeychain, withCliOnPractice } from './cli-fixture.ts'
import type { Running } from './command-line.ts'

const fixture = withCliOnPractice()

const startDeviceCode = (): Running =>
  fixture.cli.start(['sign-in', '--cloud', 'practice', '--method', 'device-code', '--json'])

/** Ann does in her browser what the command asks her to. */
async function enterCode(running: Running): Promise<void> {
  const [, page = ''] = await running.line('stderr', /open\s+(http\S+)/)
  const [, userCode = ''] = await running.line('stderr', /enter (\S+)/)
  const script = new BrowserScript()
  const confirm = await script.signIn(
    await script.press(await script.open(page), 'next', { otc: userCode }),
    at(fixture.ready.users, 0)
  )
  await script.press(confirm, 'continue')
}

describe('the command line signs in', { timeout: 60_000 }, () => {
  it('an application by its secret', async () => {
    const { code, out, err } = await fixture.signInDaemon(fixture.daemon().secret)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      kind: 'application',
      cloud: 'practice',
      clientId: fixture.daemon().clientId
    })
    expect(out + err).not.toContain(fixture.daemon().secret)
  })

  it('an application by its certificate, and asks nobody where a script runs it', async () => {
    const { tenantId, clientId, certificateFile = '' } = fixture.daemon()
    const command = ['sign-in', '--cloud', 'practice', '--method', 'certificate', '--json']
    const signIn = (file: string, more: string[] = [], input = '') =>
      fixture.cli.run(
        [...command, '--tenant', tenantId, '--client-id', clientId, '--certificate', file, ...more],
        input
      )
    const { code, out } = await signIn(certificateFile)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ kind: 'application', clientId, credential: 'certificate' })

    const { sealed, bare } = await certificateFiles(fixture.daemon(), fixture.home, 'open sesame')
    const asked = await signIn(sealed)
    const fileName = 'survey.pem'
    expect(failure(asked.out)).toEqual({ code: 'certificate-password', fileName, problem: 'needed' })
    const wrong = await signIn(sealed, ['--password-from-stdin'], 'x\n')
    expect(failure(wrong.out)).toEqual({ code: 'certificate-password', fileName, problem: 'wrong' })
    const opened = await signIn(sealed, ['--password-from-stdin'], 'open sesame\n')
    expect([opened.code, opened.err]).toEqual([0, expect.not.stringContaining('open sesame')])
    expect(failure((await signIn(bare)).out)).toMatchObject({ problem: 'no-private-key' })
    expect(failure((await signIn(join(fixture.home, 'nothing.pfx'))).out)).toMatchObject({ problem: 'not-readable' })
    const none = await fixture.cli.run([...command, '--tenant', tenantId, '--client-id', clientId])
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('--certificate goes with --method certificate')])
  })

  it('a user by device code', async () => {
    const running = startDeviceCode()
    await enterCode(running)
    const { code, out, err } = await running.ended
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ kind: 'user', username: 'ann@contoso.com', state: 'ready' })
    expect(err).toContain('Only continue if you started this sign-in yourself.')
  })

  it('no more by device code after Ctrl+C', async () => {
    const running = startDeviceCode()
    await running.line('stderr', /enter (\S+)/)
    running.interrupt()
    const { code, out } = await running.ended
    expect([code, failure(out).code]).toEqual([1, 'cancelled'])
  })
})

const reason = hasKeychain ? '' : ' (skipped: GRATICULE_REAL_KEYCHAIN is not 1)'
describe.runIf(hasKeychain)(`the command line over several commands${reason}`, { timeout: 60_000 }, () => {
  it('lists who is signed in and the tenants', async () => {
    const accounts = JSON.parse((await fixture.cli.run(['accounts', '--cloud', 'practice', '--json'])).out) as {
      username: string
    }[]
    expect(accounts.map(({ username }) => username).sort()).toEqual(
      ['ann@contoso.com', fixture.daemon().clientId].sort()
    )
    const tenants = await fixture.cli.run(['tenants', '--cloud', 'practice', '--account', 'ann@contoso.com', '--json'])
    expect(tenants.code).toBe(0)
    const list = JSON.parse(tenants.out) as { tenants: { tenantId: string; kind: string }[] }
    expect(list.tenants.map(({ tenantId }) => tenantId).sort()).toEqual(
      fixture.ready.tenants.map(({ tenantId }) => tenantId).sort()
    )
    expect(list.tenants.filter(({ kind }) => kind === 'home')).toHaveLength(1)
    const table = await fixture.cli.run(['tenants', '--cloud', 'practice', '--account', 'ann@contoso.com'])
    expect(table.out).toContain('Fabrikam Survey')
  })

  it('prints a token in the shape of az account get-access-token', async () => {
    const args = [
      'token',
      '--cloud',
      'practice',
      '--account',
      'ann@contoso.com',
      '--tenant',
      'contoso.com',
      '--resource'
    ]
    const { code, out } = await fixture.cli.run([...args, 'maps', '--json'])
    expect(code).toBe(0)
    const token = JSON.parse(out) as Record<string, unknown>
    expect(Object.keys(token)).toEqual(['accessToken', 'expiresOn', 'expires_on', 'tenant', 'tokenType'])
    expect(token).toMatchObject({ tenant: at(fixture.ready.tenants, 0).tenantId, tokenType: 'Bearer' })
    expect(token.expiresOn).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/)
    expect(new Date(String(token.expiresOn)).getTime() / 1000).toBeCloseTo(Number(token.expires_on), -1)
    expect(String(token.accessToken).split('.')).toHaveLength(3)
    const again = await fixture.cli.run([...args, 'https://atlas.microsoft.com/.default'])
    expect(again.out).toBe(`${String(token.accessToken)}\n`)
    const malformed = await fixture.cli.run([...args, 'no scope', '--json'])
    expect([malformed.code, failure(malformed.out).code]).toEqual([1, 'scope-malformed'])
  })

  it('tries every credential on a service', async () => {
    const { code, out } = await fixture.cli.run(['check', '--cloud', 'practice', '--target', 'maps', '--json'])
    expect(code).toBe(0)
    const matrix = JSON.parse(out) as { complete: boolean; cells: { verdict: string; expected: string }[] }
    expect(matrix.complete).toBe(true)
    expect(matrix.cells.length).toBeGreaterThanOrEqual(15)
    expect(matrix.cells.filter(({ verdict, expected }) => verdict !== expected)).toEqual([])
    for (const { primaryKey, secondaryKey } of fixture.ready.maps) {
      expect(out).not.toContain(primaryKey)
      expect(out).not.toContain(secondaryKey)
    }
    const catalog = await fixture.cli.run([
      'check',
      '--cloud',
      'practice',
      '--target',
      'geocatalog',
      '--account',
      'ann@contoso.com'
    ])
    expect(catalog.code).toBe(0)
    expect(catalog.out).toContain('STAC collections')
  })

  it('signs out, and knows the account no longer', async () => {
    const { clientId } = fixture.daemon()
    const signOut = () => fixture.cli.run(['sign-out', '--cloud', 'practice', '--account', clientId, '--json'])
    expect((await signOut()).code).toBe(0)
    const accounts = await fixture.cli.run(['accounts', '--cloud', 'practice', '--json'])
    expect(accounts.out).not.toContain(clientId)
    const again = await signOut()
    expect([again.code, failure(again.out)]).toEqual([1, { code: 'not-found', what: 'account', name: clientId }])
  })

  it('keeps a sign-in during which the vault was taken away, and says so', async () => {
    const running = startDeviceCode()
    await running.line('stderr', /enter (\S+)/)
    await rm(join(fixture.home, 'vault'), { recursive: true })
    await enterCode(running)
    const { code, err } = await running.ended
    expect(code).toBe(0)
    expect(err).toContain('The vault file was missing or empty, so a new vault was begun.')
    const { out } = await fixture.cli.run(['accounts', '--cloud', 'practice', '--json'])
    expect(JSON.parse(out)).toMatchObject([{ username: 'ann@contoso.com', state: 'ready' }])
  })
})
