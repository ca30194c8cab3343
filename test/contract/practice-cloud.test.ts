import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPracticeCloud } from '../../electron/adapters/practice/practice-admin.ts'
import { createPracticeChild } from '../../electron/adapters/practice/practice-child.ts'
import type { PracticeCloud } from '../../electron/services/ports.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { FakePracticeCloud } from '../fakes/practice-cloud.ts'

let folder = ''
let description = ''
let practice: ReturnType<typeof createPracticeChild>
let real: PracticeCloud
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-cloud-'))
  description = join(folder, 'practice.json')
  practice = createPracticeChild({ description })
  real = createPracticeCloud(description)
  await practice.start()
})
afterAll(async () => {
  await practice.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each([
  { what: 'the fake practice cloud', cloud: () => new FakePracticeCloud() },
  { what: 'the practice cloud', cloud: () => real }
])('$what', ({ cloud }) => {
  it('has a weather that can be chosen, ended and cleared', async () => {
    const port = cloud()
    const before = await port.listWeather()
    expect(before.rules).toEqual([])
    expect(before.choices.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['conditional-access-device-code', 'maps-throttles', 'host-unreachable'])
    )
    const { rules } = await port.addWeather({
      id: 'conditional-access-device-code',
      values: { user: 'ann@contoso.com' }
    })
    expect(rules).toMatchObject([
      { name: 'Conditional Access blocks device code', effect: 'AADSTS53003', timesLeft: null }
    ])
    expect(rules[0]?.about).toContain('user: ann@contoso.com')
    await port.addWeather({ id: 'maps-throttles', values: { seconds: 5 } })
    const left = await port.removeWeather({ ruleId: rules[0]?.ruleId ?? '' })
    expect(left.rules.map(({ name }) => name)).toEqual(['Azure Maps throttles'])
    expect((await port.clearWeather()).rules).toEqual([])
  })

  it('refuses what makes no sense, by name', async () => {
    const port = cloud()
    expect(await failureOfAsync(port.addWeather({ id: 'rain', values: {} }))).toMatchObject({
      code: 'practice-weather-refused',
      problems: [expect.stringContaining('"rain"')]
    })
    expect(await failureOfAsync(port.addWeather({ id: 'host-unreachable', values: {} }))).toMatchObject({
      code: 'practice-weather-refused',
      problems: [expect.stringMatching(/^host: /)]
    })
    expect(await failureOfAsync(port.removeWeather({ ruleId: 'no/such?rule' }))).toEqual({
      code: 'not-found',
      what: 'weather rule',
      name: 'no/such?rule'
    })
  })

  it('lists people and requests without a secret', async () => {
    const port = cloud()
    const people = await port.listPeople()
    expect(people[0]?.tenants[0]).toMatchObject({ name: 'Contoso GIS', kind: 'member' })
    const requests = await port.listRequests({ after: 0 })
    expect(await port.listRequests({ after: requests.at(-1)?.number ?? 0 })).toEqual([])
    const { users, admin } = JSON.parse(await readFile(description, 'utf8')) as {
      users: { password: string }[]
      admin: { token: string }
    }
    const said = JSON.stringify([people, requests, await port.listWeather()])
    for (const secret of [admin.token, ...users.map(({ password }) => password)]) expect(said).not.toContain(secret)
  })
})

describe('choosing a world', () => {
  it('starts our own anew with another world, at the same address, and says which one runs', async () => {
    const { login } = (JSON.parse(await readFile(description, 'utf8')) as { endpoints: { login: string } }).endpoints
    expect(practice.world()).toBe('default')
    expect((await practice.start('crowded')).state).toBe('running')
    expect(practice.world()).toBe('crowded')
    expect((await real.listPeople()).map(({ userPrincipalName }) => userPrincipalName)).toContain('tess@contoso.com')
    const again = JSON.parse(await readFile(description, 'utf8')) as { endpoints: { login: string } }
    expect(again.endpoints.login).toBe(login)
    expect((await practice.start()).state).toBe('running')
    expect(practice.world()).toBe('crowded')
  })

  it('leaves one alone that another process started, and stops it when asked outright', async () => {
    const other = createPracticeChild({ description })
    expect(await failureOfAsync(other.start('large'))).toEqual({
      code: 'practice-cloud-running',
      without: ['--world large']
    })
    const stopped = new Promise<void>((resolve) => {
      practice.onChange(({ state }) => {
        if (state === 'stopped') resolve()
      })
    })
    await real.stop()
    await stopped
    expect(await failureOfAsync(real.listPeople())).toEqual({ code: 'practice-cloud-stopped' })
  })

  it('tells what is wrong with a state file', async () => {
    const stateFile = join(folder, 'broken.yaml')
    await writeFile(stateFile, 'tenants: [{ defaultDomain: contoso.com }]\nuserz: []\n')
    const broken = createPracticeChild({ description: join(folder, 'other.json'), stateFile })
    expect(await failureOfAsync(broken.start())).toMatchObject({
      code: 'practice-cloud-failed',
      detail: expect.stringContaining('line 2: userz: There is no field "userz" here. Did you mean "users"?')
    })
  })
})
