import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account, OfflineReport, ProfileSummary } from '#contract/model'
import { at } from '../clients/practice-fixture.ts'
import { CommandLine } from './command-line.ts'

const hasKeychain = process.env.GRATICULE_REAL_KEYCHAIN === '1'

let home = ''

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'graticule-cli-profile-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const withoutKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }

describe.runIf(hasKeychain)('the command line keeps profiles apart', () => {
  it('signs the same application in to two, and out of one, and takes one offline', async () => {
    const cli = new CommandLine(home)
    const cloud = cli.start(['practice', 'start', '--json'], '', 120_000)
    const ready = JSON.parse((await cloud.line('stdout', /^.+$/m))[0]) as {
      apps: { tenantId: string; clientId: string; secret: string }[]
    }
    const { tenantId, clientId, secret } = at(ready.apps, 1)
    const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await cli.run([...args, '--json'])).out) as T
    const signIn = ['sign-in', '--method', 'client-secret', '--tenant', tenantId, '--client-id', clientId]
    expect((await cli.run([...signIn, '--cloud', 'practice'], secret)).code).toBe(0)

    const defaults = ['--tenant', tenantId, '--client-id', clientId, '--method', 'client-secret']
    const add = ['profile', 'add', 'Field team', '--cloud', 'practice', '--colour', 'green', ...defaults]
    const added = await json<ProfileSummary>(...add)
    expect(added).toMatchObject({ name: 'Field team', colour: 'green', cloud: 'practice', accounts: 0, inUse: false })
    const short = await cli.run(['sign-in', '--profile', 'field TEAM'], secret)
    expect({ code: short.code, err: short.err }).toMatchObject({ code: 0 })
    expect((await cli.run(['profile', 'list'])).out).toMatch(/^Field team +practice +1 +practice-[\da-f-]{36}$/m)
    expect((await cli.run(['profile', 'list'])).out).toMatch(/^Practice cloud +practice +1 +in use +practice$/m)

    const mine = ['--profile', added.profileId]
    expect(await json<Account[]>('accounts', ...mine)).toMatchObject([
      { accountId: `${added.profileId}.${clientId}.${tenantId}` }
    ])
    expect((await cli.run(['token', ...mine, '--resource', 'maps'])).out).toMatch(/^eyJ/)
    const report = await json<OfflineReport>('offline', 'prepare', '--all', ...mine)
    expect(report.plan.profiles).toMatchObject([{ name: 'Field team', everything: true }])
    expect(report.outcomes).toHaveLength(4)
    expect((await cli.run(['offline', 'status'])).out).toMatch(/^Field team +Azure Maps +/m)
    expect((await cli.run(['offline', 'status', '--cloud', 'practice'])).out).not.toContain('Field team')

    expect((await cli.run(['sign-out', ...mine, '--account', 'survey-daemon'])).code).toBe(0)
    expect((await cli.run(['token', ...mine, '--resource', 'maps'])).code).toBe(1)
    expect((await cli.run(['token', '--resource', 'maps'])).out).toMatch(/^eyJ/)
    expect((await cli.run(['profile', 'edit', 'Field team', '--name', 'Night shift'])).out).toContain('Night shift')
    expect((await cli.run(['profile', 'use', 'night shift'])).code).toBe(0)
    expect(await json('accounts')).toEqual([])
    expect(await cli.run(['profile', 'remove', 'Night shift'])).toMatchObject({
      code: 0,
      out: 'Removed Night shift.\nIn use now: Practice cloud.\n'
    })
    expect(await json<ProfileSummary[]>('profile', 'list')).toMatchObject([{ profileId: 'practice', inUse: true }])
    cloud.interrupt()
    await cloud.ended
  }, 180_000)
})

describe('the command line asked for a profile', () => {
  it('that is in another cloud than --cloud says, or needs more, answers 2', async () => {
    const cli = new CommandLine(home, withoutKeychain)
    for (const [args, problem] of [
      [['accounts', '--profile', 'usgov', '--cloud', 'public'], 'is in the cloud usgov, but --cloud says public'],
      [['offline', 'status', '--profile', 'china', '--cloud', 'public'], 'is in the cloud china'],
      [['sign-in', '--cloud', 'public'], '--method is needed'],
      [['sign-in', '--method', 'client-secret', '--tenant', 'contoso.com'], 'needs --tenant and --client-id'],
      [['sign-in', '--method', 'device-code', '--password-from-stdin'], 'goes with --method certificate'],
      [['profile', 'add', 'Field team'], "required option '--cloud <cloud>' not specified"]
    ] as const) {
      const { code, out, err } = await cli.run([...args])
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' })
      expect(err).toContain(problem)
    }
  }, 60_000)

  it('that there is not says so', async () => {
    const { code, out } = await new CommandLine(home, withoutKeychain).run(['tenants', '--profile', 'nobody', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ failure: { code: 'not-found', what: 'profile', name: 'nobody' } })
  })
})
