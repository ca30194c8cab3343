import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startPracticeCloud, type RunningPracticeCloud } from '../../../practice/cloud.ts'
import type { PracticeOptions } from '../../../practice/options.ts'
import { readStateFile } from '../../../practice/world/read-state-file.ts'
import { at } from '../../clients/practice-fixture.ts'
import { trustingFetch } from '../../clients/trusting-fetch.ts'

let folder = ''
let running: RunningPracticeCloud[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-state-'))
})
afterEach(async () => {
  await Promise.all(running.map((cloud) => cloud.stop()))
  running = []
  rmSync(folder, { recursive: true, force: true })
})

const start = async (options: PracticeOptions): Promise<RunningPracticeCloud> => {
  const cloud = await startPracticeCloud(options)
  running.push(cloud)
  return cloud
}
const stop = async (cloud: RunningPracticeCloud): Promise<void> => {
  running = running.filter((one) => one !== cloud)
  await cloud.stop()
}
const admin = ({ ready }: RunningPracticeCloud, method: string, path: string, body: unknown): Promise<Response> =>
  fetch(`${ready.admin.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${ready.admin.token}` },
    body: JSON.stringify(body)
  })
const tokenOf = async (cloud: RunningPracticeCloud): Promise<string> => {
  const app = at(cloud.ready.apps, 0)
  const form = {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.secret,
    scope: 'https://management.azure.com/.default'
  }
  const url = `${cloud.ready.endpoints.login}/${app.tenantId}/oauth2/v2.0/token`
  const answer = await trustingFetch(cloud.caPem)(url, { method: 'POST', body: new URLSearchParams(form) })
  return ((await answer.json()) as { access_token: string }).access_token
}

describe('a folder', () => {
  it('keeps how often a weather will still happen, and drops what is used up', async () => {
    const first = await start({ folder })
    for (const [id, times] of Object.entries({ once: 1, thrice: 3 })) {
      const rule = { id, match: { service: 'arm' }, times, do: { kind: 'status', status: 503 } }
      expect((await admin(first, 'POST', '/weather', rule)).status).toBe(201)
    }
    for (const path of ['/tenants', '/subscriptions', '/providers'])
      expect((await trustingFetch(first.caPem)(`${first.ready.endpoints.arm}${path}`)).status).toBe(503)
    const left = (): unknown => readStateFile(join(folder, 'state.yaml')).weather
    // Without its stop: a practice cloud may be killed.
    await vi.waitFor(() => expect(left()).toMatchObject([{ id: 'thrice', times: 1 }]), 5_000)
    await stop(first)
    expect(left()).toMatchObject([{ id: 'thrice', times: 1 }])
  })

  it('keeps secrets, changes and weather between starts, for this user alone', async () => {
    const first = await start({ folder })
    const file = join(folder, 'state.yaml')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const { name, resourceId } = at(first.ready.maps, 0)
    const regenerated = await trustingFetch(first.caPem)(
      `${first.ready.endpoints.arm}${resourceId}/regenerateKey?api-version=2023-06-01`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${await tokenOf(first)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ keyType: 'primary' })
      }
    )
    expect(regenerated.status).toBe(200)
    expect((await admin(first, 'POST', '/weather', { catalogue: 'maps-throttles', id: 'kept' })).status).toBe(201)
    const keys = first.world.mapsAccounts.map(({ primaryKey }) => primaryKey)
    expect(keys[0]).not.toBe(at(first.ready.maps, 0).primaryKey)
    await stop(first)
    expect(readdirSync(folder)).toEqual(['state.yaml'])
    expect(readStateFile(file).weather).toMatchObject([{ id: 'kept' }])

    const second = await start({ folder })
    expect(second.ready.maps.map(({ primaryKey }) => primaryKey)).toEqual(keys)
    expect(second.ready.users).toEqual(first.ready.users)
    expect(at(second.ready.maps, 0).name).toBe(name)
    const geocode = `${second.ready.endpoints.maps}/geocode?api-version=2026-01-01&query=Seattle`
    expect((await trustingFetch(second.caPem)(geocode)).status).toBe(429)
  })

  it('is not taken twice, nor begun anew over what it keeps, and let go of when a start fails', async () => {
    const first = await start({ folder, world: 'crowded' })
    await expect(start({ folder })).rejects.toThrow(/in use by another practice cloud \(process \d+\)/)
    await stop(first)
    await expect(start({ folder, world: 'default' })).rejects.toThrow(/keeps a state already/)
    expect(existsSync(join(folder, 'practice.lock'))).toBe(false)
    expect((await start({ folder })).world.name).toBe('crowded')
  })

  it('that is gone ends nothing: the practice cloud goes on, and the stop says what was not kept', async () => {
    const cloud = await startPracticeCloud({ folder })
    const said = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const rule = { id: 'lost', do: { kind: 'latency', ms: 1 } }
    rmSync(folder, { recursive: true })
    expect((await admin(cloud, 'POST', '/weather', rule)).status).toBe(201)
    await vi.waitFor(() => {
      expect(said.mock.calls.join('')).toContain(`could not keep its state in ${folder}`)
    }, 5_000)
    said.mockRestore()
    expect((await admin(cloud, 'DELETE', '/weather/lost', {})).status).toBe(200)
    expect((await admin(cloud, 'POST', '/weather', rule)).status).toBe(201)
    await expect(cloud.stop()).rejects.toThrow(/ENOENT/)
    expect(existsSync(cloud.ready.caFile)).toBe(false)
  })

  it('loses what a killed practice cloud had half written', async () => {
    writeFileSync(join(folder, 'state.yaml.4194305'), 'name: half')
    await stop(await start({ folder }))
    expect(readdirSync(folder)).toEqual(['state.yaml'])
  })

  it('is nothing that others hear of: two at once in two folders', async () => {
    const [one, other] = await Promise.all([
      start({ folder: join(folder, 'one') }),
      start({ folder: join(folder, 'other'), world: 'crowded' })
    ])
    await admin(one, 'POST', '/weather', { catalogue: 'maps-throttles' })
    const ask = async ({ caPem, ready }: RunningPracticeCloud): Promise<number> =>
      (
        await trustingFetch(caPem)(`${ready.endpoints.maps}/geocode?api-version=2026-01-01&query=Seattle`, {
          headers: { 'subscription-key': at(ready.maps, 0).primaryKey }
        })
      ).status
    expect([await ask(one), await ask(other)]).toEqual([429, 200])
    expect([one.world.tenants.length, other.world.tenants.length]).toEqual([3, 300])
  })

  it('is not needed: without one nothing is written but the CA, which goes with the stop', async () => {
    const before = readdirSync(tmpdir())
    const cloud = await start({})
    const own = `practice-cloud-${String(process.pid)}-`
    const during = readdirSync(tmpdir()).filter((name) => !before.includes(name) && name.startsWith(own))
    expect(during).toHaveLength(1)
    const kept = readFileSync(cloud.ready.caFile, 'utf8')
    expect(kept).toContain('BEGIN CERTIFICATE')
    await stop(cloud)
    expect(readdirSync(tmpdir()).filter((name) => during.includes(name))).toEqual([])
  })
})

describe('the large world', () => {
  it('is the same for the same seed, another one for another, and begins with the default world', async () => {
    const ids = async (worldSeed: number) => {
      const { world } = await start({ world: 'large', worldSeed })
      expect([world.tenants.length, world.users.length, world.groups.length]).toEqual([500, 5000, 300])
      expect(world.users.slice(0, 3).map(({ givenName }) => givenName)).toEqual(['Ann', 'Rhea', 'Carl'])
      return world.users.map(({ userPrincipalName, memberships }) => [userPrincipalName, memberships[0].objectId])
    }
    const one = await ids(7)
    expect(await ids(7)).toEqual(one)
    expect(await ids(8)).not.toEqual(one)
  })
})
