import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createClouds } from '../../electron/adapters/clouds.ts'
import { createNodeHttp } from '../../electron/adapters/http/node-http.ts'
import { readDescription, writeDescription } from '../../electron/adapters/practice/description.ts'
import { createPracticeCloud } from '../../electron/adapters/practice/practice-admin.ts'
import type { Launch } from '../../electron/adapters/practice/launched.ts'
import { createPracticeChild } from '../../electron/adapters/practice/practice-child.ts'
import { createPracticeProcess } from '../../electron/adapters/practice/practice-process.ts'
import { makeTlsMaterial } from '../../practice/tls/certificates.ts'
import type { PracticeStatus } from '#contract/model'
import { failureOfAsync } from '../fakes/failure-of.ts'

const { caPem: otherAuthority } = await makeTlsMaterial()

let folder = ''
let description = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-process-'))
  description = join(folder, 'practice.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the practice cloud as a process', () => {
  it('that ends by itself has failed; that is asked to end has not', async () => {
    const practice = createPracticeChild({ description })
    const ended = (): Promise<PracticeStatus['state']> =>
      new Promise((resolve) => {
        practice.onChange(({ state }) => {
          if (state === 'stopped' || state === 'failed') resolve(state)
        })
      })
    await practice.start()
    // Listened for before it is asked: its end may be told before the answer to the wish.
    const stopped = ended()
    await createPracticeCloud(description).stop()
    expect(await stopped).toBe('stopped')
    await practice.start()
    const failed = ended()
    process.kill(readDescription(description)?.pid ?? 0, 'SIGKILL')
    expect(await failed).toBe('failed')
    expect((await practice.start()).state).toBe('running')
    expect((await practice.stop()).state).toBe('stopped')
  })

  it('starts, is known to other processes, keeps its address, and is remembered once stopped', async () => {
    const clouds = createClouds(description)
    expect(clouds.get('practice')).toBe(null)
    const practice = createPracticeChild({ description })
    expect(practice.status()).toEqual({ state: 'stopped', world: null })
    const seen: PracticeStatus['state'][] = []
    practice.onChange(({ state }) => seen.push(state))

    const [started, same] = await Promise.all([practice.start(), practice.start()])
    expect(started.state).toBe('running')
    expect(same).toEqual(started)
    expect(started.world?.users.map(({ userPrincipalName }) => userPrincipalName)).toContain('ann@contoso.com')
    expect(started.world?.geocatalogs[0]?.endpoint).toMatch(/^https:\/\/localhost:\d+$/)
    expect((await stat(description)).mode & 0o777).toBe(0o600)
    const other = createPracticeChild({ description })
    expect(other.status().state).toBe('running')
    expect((await other.stop()).state).toBe('running')

    const cloud = clouds.get('practice')
    if (cloud === null) throw new Error('The practice cloud is not among the clouds')
    const http = createNodeHttp(systemClock)
    const answer = await http.send({
      cloud,
      url: `${cloud.login}/organizations/v2.0/.well-known/openid-configuration`,
      method: 'GET'
    })
    expect(answer.status).toBe(200)

    expect((await practice.stop()).state).toBe('stopped')
    expect(clouds.get('practice')).toEqual(cloud)
    expect(other.status()).toMatchObject({ state: 'stopped', world: started.world })

    await practice.start()
    expect(clouds.get('practice')).toMatchObject({
      login: cloud.login,
      arm: cloud.arm,
      mapsEndpoints: cloud.mapsEndpoints
    })
    expect(clouds.get('practice')?.caPem).not.toBe(cloud.caPem)
    await practice.stop()
    expect(seen).toEqual(['starting', 'running', 'stopped', 'starting', 'running', 'stopped'])
  })

  it.each([
    { answer: 'nothing answers', isStopped: true },
    { answer: 'another authority answers', authority: otherAuthority },
    { answer: 'its authority cannot be read', authority: 'x' }
  ])('is started where its process id is of another process and $answer', async ({ isStopped, authority }) => {
    const before = createPracticeChild({ description })
    await before.start()
    const known = readDescription(description)
    if (known === null) throw new Error('There is no description')
    if (isStopped === true) await before.stop()
    const file = join(folder, 'stale.json')
    const stale = { ...known, caPem: authority ?? known.caPem, pid: process.pid }

    writeDescription(file, stale)
    const practice = createPracticeChild({ description: file })
    expect(practice.status().state).toBe('running')
    expect((await practice.stop()).state).toBe('stopped')
    expect(readDescription(file)?.pid).toBe(null)

    writeDescription(file, stale)
    expect((await practice.start()).state).toBe('running')
    const now = readDescription(file)
    expect(now?.pid).not.toBe(process.pid)
    expect(now?.caPem).not.toBe(known.caPem)
    expect((await practice.stop()).state).toBe('stopped')
    await before.stop()
  })

  it('refuses options that the running one was not started with', async () => {
    const running = createPracticeChild({ description, world: 'crowded', accessTokenSeconds: 600 })
    await running.start()
    const pid = readDescription(description)?.pid
    const portBase = readDescription(description)?.portBase ?? 0
    for (const fitting of [{}, { world: 'crowded' }, { portBase }, { portBase: 0 }, { accessTokenSeconds: 600 }]) {
      expect((await createPracticeChild({ description, ...fitting }).start()).state).toBe('running')
    }
    for (const [other, named] of [
      [{ world: 'default' }, '--world default'],
      [{ portBase: portBase + 10 }, `--port-base ${String(portBase + 10)}`],
      [{ deviceCodeSeconds: 60 }, '--device-code-seconds 60'],
      [{ accessTokenSeconds: 601 }, '--access-token-seconds 601']
    ] as const) {
      const failure = await failureOfAsync(createPracticeChild({ description, ...other }).start())
      expect(failure).toMatchObject({ code: 'practice-cloud-running', without: [expect.stringContaining(named)] })
    }
    expect(readDescription(description)).toMatchObject({ pid, options: { world: 'crowded', accessTokenSeconds: 600 } })
    expect(running.status().state).toBe('running')
    await running.stop()
  })

  it('looks whether another process started or stopped one', async () => {
    const window = createPracticeChild({ description })
    const told: PracticeStatus['state'][] = []
    window.onChange(({ state }) => told.push(state))
    window.look()
    expect(told).toEqual([])
    const other = createPracticeChild({ description })
    await other.start()
    window.look()
    window.look()
    expect(told).toEqual(['running'])
    const ended = new Promise<void>((resolve) => {
      other.onChange(({ state }) => {
        if (state === 'failed') resolve()
      })
    })
    process.kill(readDescription(description)?.pid ?? 0, 'SIGKILL')
    await ended
    window.look()
    window.look()
    expect(told).toEqual(['running', 'stopped'])
  })

  it('names a port that another program holds, and who needs it', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const practice = createPracticeChild({ description, portBase: port })
    const failure = await failureOfAsync(practice.start())
    expect(failure).toMatchObject({
      code: 'practice-port-taken',
      port,
      detail: expect.stringContaining('for Entra ID')
    })
    taken.close()
  })

  it('looks for other ports where one that was free is taken before the start, and gives up in the end', async () => {
    let starts = 0
    const launch: Launch = (args) => {
      starts += 1
      const port = args[args.indexOf('--port-base') + 1] ?? ''
      const said = `The practice cloud did not start: Port ${port} is needed for Entra ID, but another program holds it.`
      const stderr = Readable.from([`${said}\n`])
      return { pid: undefined, stdout: Readable.from([]), stderr, exited: Promise.resolve(1), stop: () => undefined }
    }
    const failure = await failureOfAsync(createPracticeProcess(launch, description).start())
    expect(failure).toMatchObject({ code: 'practice-port-taken', detail: expect.stringContaining('for Entra ID') })
    expect(starts).toBe(3)
    await failureOfAsync(createPracticeProcess(launch, description, { portBase: 25_000 }).start())
    expect(starts).toBe(4)
  })

  it('says why it did not start', async () => {
    const practice = createPracticeChild({ description, entry: join(folder, 'missing.ts') })
    const failure = await failureOfAsync(practice.start())
    expect(failure).toMatchObject({ code: 'practice-cloud-failed' })
    expect(practice.status()).toEqual({ state: 'failed', world: null })
  })
})
