import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OfflinePlan, OfflineReport } from '#contract/model'
import { at } from '../clients/practice-fixture.ts'
import { CommandLine } from './command-line.ts'

const hasKeychain = process.env.GRATICULE_REAL_KEYCHAIN === '1'

let home = ''

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'graticule-cli-offline-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const worksUntil = ({ items }: OfflinePlan): (string | null)[] => items.map((item) => item.worksUntil)

describe.runIf(hasKeychain)('the command line goes offline', () => {
  it('takes everything along, remembers it, and loses nothing once the network is gone', async () => {
    const cli = new CommandLine(home)
    const cloud = cli.start(['practice', 'start', '--json'], '', 120_000)
    const ready = JSON.parse((await cloud.line('stdout', /^.+$/m))[0]) as {
      apps: { tenantId: string; clientId: string; secret: string }[]
    }
    const { tenantId, clientId, secret } = at(ready.apps, 1)
    const signIn = ['sign-in', '--cloud', 'practice', '--method', 'client-secret']
    expect((await cli.run([...signIn, '--tenant', tenantId, '--client-id', clientId], secret)).code).toBe(0)

    const early = await cli.run(['offline', 'prepare', '--json'])
    expect(early.code).toBe(1)
    expect(JSON.parse(early.out)).toMatchObject({ failure: { code: 'nothing-chosen' } })

    const back = new Date(Date.now() + 2 * 86_400_000).toISOString()
    const prepared = await cli.run(['offline', 'prepare', '--all', '--return', back, '--json'])
    const { plan, outcomes, complete } = JSON.parse(prepared.out) as OfflineReport
    expect(prepared.code).toBe(0)
    expect(complete).toBe(true)
    expect(outcomes).toHaveLength(4)
    expect(plan.returnAt).toBe(back)
    expect(plan.items.every((item) => item.chosen && item.endsBeforeReturn)).toBe(true)
    expect(Date.parse(plan.worksUntil ?? '')).toBeGreaterThan(Date.now())
    expect(prepared.err).toMatch(/^4 of 4 {2}.+: works until /m)
    expect(prepared.out + prepared.err).not.toMatch(/eyJ/)

    cloud.interrupt()
    await cloud.ended
    const status = await cli.run(['offline', 'status', '--json'])
    expect(status.code).toBe(0)
    expect(JSON.parse(status.out)).toEqual(plan)
    const spoken = await cli.run(['offline', 'status'])
    expect(spoken.out).toMatch(/^Practice cloud +Azure Maps +/m)
    expect(spoken.out).toMatch(/^4 of 4 will not work until you return at /m)
    expect(spoken.out).toContain('An access token cannot be renewed without the network.')

    const failed = await cli.run(['offline', 'prepare', '--json'])
    const report = JSON.parse(failed.out) as OfflineReport
    expect(failed.code).toBe(1)
    for (const outcome of report.outcomes)
      expect(outcome).toMatchObject({
        failure: { code: 'practice-cloud-stopped' },
        message: { title: expect.stringContaining('stopped') as string }
      })
    expect(worksUntil(report.plan)).toEqual(worksUntil(plan))
  }, 120_000)
})

describe('the command line without a network', () => {
  it('says who has to sign in first, and answers a wrong time with 2', async () => {
    const cli = new CommandLine(home, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' })
    for (const command of ['prepare', 'status']) {
      const { code, out } = await cli.run(['offline', command, '--json'])
      expect(code).toBe(1)
      expect(JSON.parse(out)).toMatchObject({ failure: { code: 'nobody-signed-in', profile: null } })
      const named = await cli.run(['offline', command, '--cloud', 'public', '--json'])
      expect(JSON.parse(named.out)).toMatchObject({ failure: { code: 'nobody-signed-in', profile: 'Azure' } })
    }
    for (const time of ['tomorrow', '25:00', '2026-05-02', '2001-01-01T09:00']) {
      const { code, out, err } = await cli.run(['offline', 'prepare', '--return', time])
      expect({ time, code, out }).toEqual({ time, code: 2, out: '' })
      expect(err).toMatch(/^error: /)
    }
  }, 60_000)
})
