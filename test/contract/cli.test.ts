import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BrowserScript, type Person } from '../clients/browser-script.ts'
import { at } from '../clients/practice-fixture.ts'
import { certificateFiles } from '../support/certificate-file.ts'
import { CommandLine, type Running } from './command-line.ts'

interface Ready {
  endpoints: Record<string, string | null>
  tenants: { tenantId: string; defaultDomain: string }[]
  users: (Person & { tenants: string[] })[]
  apps: {
    tenantId: string
    clientId: string
    secret: string
    secretId: string
    displayName: string
    certificateFile?: string
  }[]
  maps: { resourceId: string; clientId: string; primaryKey: string; secondaryKey: string }[]
}

// Where nobody asks for the person's own keychain, every command starts with an empty vault in memory.
const hasKeychain = process.env.GRATICULE_REAL_KEYCHAIN === '1'
const withoutKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

let home = ''
let cli: CommandLine
let cloud: Running
let ready: Ready

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'graticule-cli-'))
  cli = new CommandLine(home, hasKeychain ? {} : withoutKeychain)
  cloud = cli.start(['practice', 'start', '--json', '--device-code-interval-seconds', '1'], '', 180_000)
  ready = JSON.parse((await cloud.line('stdout', /^.+$/m))[0]) as Ready
})
afterAll(async () => {
  cloud.interrupt()
  expect((await cloud.ended).code).toBe(0)
  await rm(home, { recursive: true, force: true })
})

const daemon = () => at(ready.apps, 1)
const signInDaemon = (secret: string, ...more: string[]) => {
  const { tenantId, clientId } = daemon()
  const command = ['sign-in', '--cloud', 'practice', '--method', 'client-secret', '--json']
  return cli.run([...command, '--tenant', tenantId, '--client-id', clientId, ...more], `${secret}\n`)
}
const failure = (out: string): Record<string, unknown> =>
  (JSON.parse(out) as { failure: Record<string, unknown> }).failure

describe('the command line', () => {
  it('says in one line who and what lives in the practice cloud', () => {
    expect(ready).toMatchObject({ ready: true, caFile: expect.stringMatching(/\.pem$/) as string })
    expect(Object.keys(ready.endpoints)).toEqual(
      expect.arrayContaining(['login', 'arm', 'graph', 'maps', 'geocatalog', 'vault', 'blob', 'imds'])
    )
    const { login, arm, graph, maps, geocatalog, vault, blob, imds } = ready.endpoints
    expect(imds).toMatch(/^http:\/\/localhost:\d+$/)
    for (const origin of [login, arm, graph, maps, geocatalog, vault, blob])
      expect(origin).toMatch(/^https:\/\/localhost:\d+$/)
    expect(ready.tenants).toHaveLength(3)
    expect(at(ready.users, 0)).toMatchObject({
      userPrincipalName: 'ann@contoso.com',
      password: expect.any(String) as string
    })
    expect(at(ready.users, 0).tenants).toEqual(ready.tenants.map(({ tenantId }) => tenantId))
    for (const app of ready.apps) {
      expect([app.tenantId, app.clientId, app.secretId].every((id) => guid.test(id))).toBe(true)
      expect(app.secret.length).toBeGreaterThan(30)
    }
    expect(Object.keys(at(ready.maps, 0))).toEqual(
      expect.arrayContaining(['resourceId', 'clientId', 'primaryKey', 'secondaryKey'])
    )
  })

  it('has help worth reading, and answers wrong usage with 2', async () => {
    const help = await cli.run(['--help'])
    expect(help.code).toBe(0)
    for (const command of ['practice', 'sign-in', 'sign-out', 'accounts', 'tenants', 'token', 'check'])
      expect(help.out).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    expect(help.out).toContain('Exit codes')
    const wrong = [
      ['no-such-command'],
      ['sign-in'],
      ['sign-in', '--method', 'password'],
      ['token'],
      ['accounts', '--cloud', 'mars'],
      ['check', '--target', 'everything'],
      ['practice', 'start', '--port-base', '80'],
      ['practice', 'start', '--access-token-seconds', 'soon']
    ]
    for (const args of wrong) {
      const { code, out, err } = await cli.run(args)
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' })
      expect(err).toMatch(/^error: /)
    }
  })

  it('takes a client secret on standard input only', async () => {
    const help = await cli.run(['sign-in', '--help'])
    expect(help.out).toContain('read from standard input, never from the arguments')
    const refused = await cli.run(['sign-in', '--method', 'client-secret', '--client-secret', daemon().secret])
    expect(refused.code).toBe(2)
    expect(refused.err + refused.out).not.toContain(daemon().secret)
  })

  it('tells a failure by 1: a sentence on standard error, or JSON on standard output', async () => {
    const { tenantId, clientId } = daemon()
    const plain = [
      'sign-in',
      '--cloud',
      'practice',
      '--method',
      'client-secret',
      '--tenant',
      tenantId,
      '--client-id',
      clientId
    ]
    const said = await cli.run(plain, 'wrong')
    expect(said).toMatchObject({ code: 1, out: '' })
    expect(said.err).toContain(`The client secret of the application ${clientId} is wrong.`)
    expect(said.err).toContain('AADSTS7000215')

    const wrong = await signInDaemon('wrong')
    expect(wrong.code).toBe(1)
    expect(failure(wrong.out)).toMatchObject({ code: 'client-secret-wrong', clientId, evidence: { aadsts: 7000215 } })
    expect(JSON.parse(wrong.out)).toHaveProperty('message.whoActs', 'You, or the owner of the app registration')

    const id = await signInDaemon(daemon().secretId)
    expect([id.code, failure(id.out).code]).toEqual([1, 'client-secret-looks-like-id'])
    const sent = await signInDaemon(daemon().secretId, '--send-anyway')
    expect([sent.code, failure(sent.out).code]).toEqual([1, 'client-secret-wrong'])
    const empty = await signInDaemon('')
    expect(failure(empty.out)).toEqual({ code: 'input-missing', field: 'client-secret' })
    const malformed = await cli.run(['token', '--cloud', 'practice', '--resource', 'maps', '--json'])
    expect([malformed.code, malformed.out === '']).toEqual([1, false])
  })

  it('signs an application in by its secret', async () => {
    const { code, out, err } = await signInDaemon(daemon().secret)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ kind: 'application', cloud: 'practice', clientId: daemon().clientId })
    expect(out + err).not.toContain(daemon().secret)
  })

  it('signs an application in by its certificate, and asks nobody where a script runs it', async () => {
    const { tenantId, clientId, certificateFile = '' } = daemon()
    const command = ['sign-in', '--cloud', 'practice', '--method', 'certificate', '--json']
    const signIn = (file: string, more: string[] = [], input = '') =>
      cli.run([...command, '--tenant', tenantId, '--client-id', clientId, '--certificate', file, ...more], input)
    const { code, out } = await signIn(certificateFile)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ kind: 'application', clientId, credential: 'certificate' })

    const { sealed, bare } = await certificateFiles(daemon(), home, 'open sesame')
    const asked = await signIn(sealed)
    const fileName = 'survey.pem'
    expect(failure(asked.out)).toEqual({ code: 'certificate-password', fileName, problem: 'needed' })
    const wrong = await signIn(sealed, ['--password-from-stdin'], 'x\n')
    expect(failure(wrong.out)).toEqual({ code: 'certificate-password', fileName, problem: 'wrong' })
    const opened = await signIn(sealed, ['--password-from-stdin'], 'open sesame\n')
    expect([opened.code, opened.err]).toEqual([0, expect.not.stringContaining('open sesame')])
    expect(failure((await signIn(bare)).out)).toMatchObject({ problem: 'no-private-key' })
    expect(failure((await signIn(join(home, 'nothing.pfx'))).out)).toMatchObject({ problem: 'not-readable' })
    const none = await cli.run([...command, '--tenant', tenantId, '--client-id', clientId])
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('--certificate goes with --method certificate')])
  })

  it('signs a user in by device code', async () => {
    const running = cli.start(['sign-in', '--cloud', 'practice', '--method', 'device-code', '--json'])
    const [, page = ''] = await running.line('stderr', /open\s+(http\S+)/)
    const [, userCode = ''] = await running.line('stderr', /enter (\S+)/)
    const script = new BrowserScript()
    const confirm = await script.signIn(
      await script.press(await script.open(page), 'next', { otc: userCode }),
      at(ready.users, 0)
    )
    await script.press(confirm, 'continue')
    const { code, out, err } = await running.ended
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ kind: 'user', username: 'ann@contoso.com', state: 'ready' })
    expect(err).toContain('Only continue if you started this sign-in yourself.')
  })

  it('ends a device code sign-in on Ctrl+C', async () => {
    const running = cli.start(['sign-in', '--cloud', 'practice', '--method', 'device-code', '--json'])
    await running.line('stderr', /enter (\S+)/)
    running.interrupt()
    const { code, out } = await running.ended
    expect([code, failure(out).code]).toEqual([1, 'cancelled'])
  })
})

describe('the command line without a keychain', () => {
  it('works for one command, and writes nothing', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'graticule-cli-'))
    try {
      await cp(join(home, 'practice.json'), join(fresh, 'practice.json'))
      const { tenantId, clientId, secret } = daemon()
      const alone = new CommandLine(fresh, withoutKeychain)
      const command = ['sign-in', '--cloud', 'practice', '--method', 'client-secret', '--json']
      const signedIn = await alone.run([...command, '--tenant', tenantId, '--client-id', clientId], secret)
      expect(signedIn.code).toBe(0)
      expect(await alone.run(['accounts', '--json'])).toMatchObject({ code: 0, out: '[]\n' })
      expect(await readdir(fresh, { recursive: true })).toEqual(['practice.json'])
    } finally {
      await rm(fresh, { recursive: true, force: true })
    }
  })
})

const reason = hasKeychain ? '' : ' (skipped: GRATICULE_REAL_KEYCHAIN is not 1)'
describe.runIf(hasKeychain)(`the command line over several commands${reason}`, () => {
  it('lists who is signed in and the tenants', async () => {
    const accounts = JSON.parse((await cli.run(['accounts', '--cloud', 'practice', '--json'])).out) as {
      username: string
    }[]
    expect(accounts.map(({ username }) => username).sort()).toEqual(['ann@contoso.com', daemon().clientId].sort())
    const tenants = await cli.run(['tenants', '--cloud', 'practice', '--account', 'ann@contoso.com', '--json'])
    expect(tenants.code).toBe(0)
    const list = JSON.parse(tenants.out) as { tenants: { tenantId: string; kind: string }[] }
    expect(list.tenants.map(({ tenantId }) => tenantId).sort()).toEqual(
      ready.tenants.map(({ tenantId }) => tenantId).sort()
    )
    expect(list.tenants.filter(({ kind }) => kind === 'home')).toHaveLength(1)
    const table = await cli.run(['tenants', '--cloud', 'practice', '--account', 'ann@contoso.com'])
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
    const { code, out } = await cli.run([...args, 'maps', '--json'])
    expect(code).toBe(0)
    const token = JSON.parse(out) as Record<string, unknown>
    expect(Object.keys(token)).toEqual(['accessToken', 'expiresOn', 'expires_on', 'tenant', 'tokenType'])
    expect(token).toMatchObject({ tenant: at(ready.tenants, 0).tenantId, tokenType: 'Bearer' })
    expect(token.expiresOn).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/)
    expect(new Date(String(token.expiresOn)).getTime() / 1000).toBeCloseTo(Number(token.expires_on), -1)
    expect(String(token.accessToken).split('.')).toHaveLength(3)
    const again = await cli.run([...args, 'https://atlas.microsoft.com/.default'])
    expect(again.out).toBe(`${String(token.accessToken)}\n`)
    const malformed = await cli.run([...args, 'no scope', '--json'])
    expect([malformed.code, failure(malformed.out).code]).toEqual([1, 'scope-malformed'])
  })

  it('tries every credential on a service', async () => {
    const { code, out } = await cli.run(['check', '--cloud', 'practice', '--target', 'maps', '--json'])
    expect(code).toBe(0)
    const matrix = JSON.parse(out) as { complete: boolean; cells: { verdict: string; expected: string }[] }
    expect(matrix.complete).toBe(true)
    expect(matrix.cells.length).toBeGreaterThanOrEqual(15)
    expect(matrix.cells.filter(({ verdict, expected }) => verdict !== expected)).toEqual([])
    for (const { primaryKey, secondaryKey } of ready.maps) {
      expect(out).not.toContain(primaryKey)
      expect(out).not.toContain(secondaryKey)
    }
    const catalog = await cli.run([
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
    const out = await cli.run(['sign-out', '--cloud', 'practice', '--account', daemon().clientId, '--json'])
    expect(out.code).toBe(0)
    const accounts = await cli.run(['accounts', '--cloud', 'practice', '--json'])
    expect(accounts.out).not.toContain(daemon().clientId)
    const again = await cli.run(['sign-out', '--cloud', 'practice', '--account', daemon().clientId, '--json'])
    expect([again.code, failure(again.out)]).toEqual([
      1,
      { code: 'not-found', what: 'account', name: daemon().clientId }
    ])
  })
})
