import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { at } from '../clients/practice-fixture.ts'
import { failure, withCliOnPractice, withoutKeychain } from './cli-fixture.ts'
import { CommandLine } from './command-line.ts'

const fixture = withCliOnPractice()
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

describe('the command line', { timeout: 60_000 }, () => {
  it('says in one line who and what lives in the practice cloud', () => {
    expect(fixture.ready).toMatchObject({ ready: true, caFile: expect.stringMatching(/\.pem$/) as string })
    expect(Object.keys(fixture.ready.endpoints)).toEqual(
      expect.arrayContaining(['login', 'arm', 'graph', 'maps', 'geocatalog', 'vault', 'blob', 'imds'])
    )
    const { login, arm, graph, maps, geocatalog, vault, blob, imds } = fixture.ready.endpoints
    expect(imds).toMatch(/^http:\/\/localhost:\d+$/)
    for (const origin of [login, arm, graph, maps, geocatalog, vault, blob])
      expect(origin).toMatch(/^https:\/\/localhost:\d+$/)
    expect(fixture.ready.tenants).toHaveLength(3)
    expect(at(fixture.ready.users, 0)).toMatchObject({
      userPrincipalName: 'ann@contoso.com',
      password: expect.any(String) as string
    })
    expect(at(fixture.ready.users, 0).tenants).toEqual(fixture.ready.tenants.map(({ tenantId }) => tenantId))
    for (const app of fixture.ready.apps) {
      expect([app.tenantId, app.clientId, app.secretId].every((id) => guid.test(id))).toBe(true)
      expect(app.secret.length).toBeGreaterThan(30)
    }
    expect(Object.keys(at(fixture.ready.maps, 0))).toEqual(
      expect.arrayContaining(['resourceId', 'clientId', 'primaryKey', 'secondaryKey'])
    )
  })

  it('has help worth reading, and answers wrong usage with 2', async () => {
    const help = await fixture.cli.run(['--help'])
    expect(help.code).toBe(0)
    for (const command of ['practice', 'sign-in', 'sign-out', 'accounts', 'tenants', 'token', 'check'])
      expect(help.out).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    expect(help.out).toContain('Exit codes')
    const wrong = [
      ['no-such-command'],
      ['no\u001b[31m-such-command'],
      ['sign-in'],
      ['sign-in', '--method', 'password'],
      ['token'],
      ['accounts', '--cloud', 'mars'],
      ['check', '--target', 'everything'],
      ['practice', 'start', '--port-base', '80'],
      ['practice', 'start', '--access-token-seconds', 'soon']
    ]
    for (const args of wrong) {
      const { code, out, err } = await fixture.cli.run(args)
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' })
      expect(err).toMatch(/^error: /)
      expect(err).not.toContain('\u001b')
    }
  })

  it('takes a client secret on standard input only', async () => {
    const help = await fixture.cli.run(['sign-in', '--help'])
    expect(help.out).toContain('read from standard input, never from the arguments')
    const refused = await fixture.cli.run([
      'sign-in',
      '--method',
      'client-secret',
      '--client-secret',
      fixture.daemon().secret
    ])
    expect(refused.code).toBe(2)
    expect(refused.err + refused.out).not.toContain(fixture.daemon().secret)
  })

  it('tells a failure by 1: a sentence on standard error, or JSON on standard output', async () => {
    const { tenantId, clientId } = fixture.daemon()
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
    const said = await fixture.cli.run(plain, 'wrong')
    expect(said).toMatchObject({ code: 1, out: '' })
    expect(said.err).toContain(`The client secret of the application ${clientId} is wrong.`)
    expect(said.err).toContain('AADSTS7000215')

    const wrong = await fixture.signInDaemon('wrong')
    expect(wrong.code).toBe(1)
    expect(failure(wrong.out)).toMatchObject({ code: 'client-secret-wrong', clientId, evidence: { aadsts: 7000215 } })
    expect(JSON.parse(wrong.out)).toHaveProperty('message.whoActs', 'You, or the owner of the app registration')

    const id = await fixture.signInDaemon(fixture.daemon().secretId)
    expect([id.code, failure(id.out).code]).toEqual([1, 'client-secret-looks-like-id'])
    const sent = await fixture.signInDaemon(fixture.daemon().secretId, '--send-anyway')
    expect([sent.code, failure(sent.out).code]).toEqual([1, 'client-secret-wrong'])
    const empty = await fixture.signInDaemon('')
    expect(failure(empty.out)).toEqual({ code: 'input-missing', field: 'client-secret' })
    const malformed = await fixture.cli.run(['token', '--cloud', 'practice', '--resource', 'maps', '--json'])
    expect([malformed.code, malformed.out === '']).toEqual([1, false])
  })
})

describe('the command line without a keychain', { timeout: 60_000 }, () => {
  it('works for one command, and writes nothing', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'graticule-cli-'))
    try {
      await cp(join(fixture.home, 'practice.json'), join(fresh, 'practice.json'))
      const { tenantId, clientId, secret } = fixture.daemon()
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
