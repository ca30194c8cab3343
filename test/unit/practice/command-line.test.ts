import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { choosePortBase } from '../../../electron/adapters/practice/port-base.ts'
import type { ReadyLine } from '../../../practice/ready-line.ts'

const MAIN = fileURLToPath(new URL('../../../practice/main.ts', import.meta.url))

interface Started {
  child: ChildProcess
  ready: ReadyLine
  lines: string[]
}

const start = (...flags: string[]): Promise<Started> => startIn(process.env, ...flags)

const startIn = async (env: NodeJS.ProcessEnv, ...flags: string[]): Promise<Started> => {
  const child = spawn(process.execPath, [MAIN, 'start', '--json', ...flags], {
    env,
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  await once(reader, 'line')
  return { child, ready: JSON.parse(lines[0] ?? '') as ReadyLine, lines }
}

const stopped = async ({ child }: Started): Promise<number | null> => {
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

describe('practice start', () => {
  it('says one line with everything in it, keeps its CA to this user, and goes when standard input ends', async () => {
    const cloud = await start('--stop-with-stdin')
    const { ready } = cloud
    expect(new URL(ready.endpoints.graph).hostname).toBe('localhost')
    expect(ready.vaults.map(({ name, mode }) => [name, mode])).toEqual([
      ['contoso-gis-kv', 'rbac'],
      ['contoso-field-kv', 'access-policy'],
      ['contoso-closed-kv', 'rbac']
    ])
    expect(ready.vaults[0]?.endpoint).toBe(ready.endpoints.vault)
    expect(ready.endpoints.imds).toMatch(/^http:\/\/localhost:\d+$/)
    expect(ready.users.map((user) => [user.userPrincipalName, user.tenants.length])).toEqual([
      ['ann@contoso.com', 3],
      ['rhea@contoso.com', 1],
      ['carl@fabrikam.com', 2],
      ['sam@contoso.com', 1],
      ['mia@contoso.com', 2]
    ])
    for (const { mfaCode } of ready.users) expect(mfaCode).toMatch(/^\d{6}$/)
    expect(ready.apps).toHaveLength(4)
    expect(statSync(dirname(ready.caFile)).mode & 0o777).toBe(0o700)
    const exit = stopped(cloud)
    cloud.child.stdin?.end()
    expect(await exit).toBe(0)
    expect(cloud.lines).toHaveLength(1)
    expect(existsSync(dirname(ready.caFile))).toBe(false)
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('goes on %s', async (signal) => {
    const cloud = await start()
    const exit = stopped(cloud)
    cloud.child.kill(signal)
    expect(await exit).toBe(0)
    expect(existsSync(cloud.ready.caFile)).toBe(false)
  })

  it('leaves nothing for good: the next start removes what a killed one left', async () => {
    const keys = mkdtempSync(join(tmpdir(), 'practice-arc-'))
    writeFileSync(join(keys, 'of-the-agent.key'), 'not ours')
    // Any start removes it, be it that of another test: so in a temporary folder of its own.
    const own = mkdtempSync(join(tmpdir(), 'practice-killed-'))
    const env = { ...process.env, TMPDIR: own, TEMP: own, TMP: own }
    const killed = await startIn(env, '--arc-key-folder', keys)
    await fetch(`${killed.ready.arc.endpoint}?api-version=2020-06-01&resource=x`, { headers: { metadata: 'true' } })
    const exit = stopped(killed)
    killed.child.kill('SIGKILL')
    await exit
    expect(existsSync(killed.ready.caFile)).toBe(true)
    expect(readdirSync(keys)).toHaveLength(2)
    const next = await startIn(env, '--arc-key-folder', keys)
    expect(existsSync(killed.ready.caFile)).toBe(false)
    expect(readdirSync(keys)).toEqual(['of-the-agent.key'])
    const nextExit = stopped(next)
    next.child.kill('SIGTERM')
    await nextExit
    rmSync(keys, { recursive: true })
    rmSync(own, { recursive: true })
  })

  it('keeps ids, changes keys, takes fixed ports, and says when they are taken', async () => {
    const base = await choosePortBase(null)
    const first = await start('--port-base', String(base), '--world', 'crowded')
    const second = await start()
    expect(first.ready.endpoints.login).toBe(`https://localhost:${String(base)}`)
    expect(first.ready.tenants).toHaveLength(300)
    expect(first.ready.users[4]?.tenants).toHaveLength(300)
    expect(second.ready.apps.map((app) => [app.clientId, app.secretId])).toEqual(
      first.ready.apps.map((app) => [app.clientId, app.secretId])
    )
    expect(second.ready.apps[0]?.secret).not.toBe(first.ready.apps[0]?.secret)
    expect(second.ready.users[0]?.password).not.toBe(first.ready.users[0]?.password)
    const third = spawn(process.execPath, [MAIN, 'start', '--port-base', String(base)], {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    let said = ''
    third.stderr.on('data', (text: Buffer) => (said += text.toString()))
    // Not its exit, after which its last words may still be under way.
    const [code] = (await once(third, 'close')) as [number]
    const [, port] =
      /^The practice cloud did not start: Port (\d+) is needed for .+, but another program holds it\..+ --port-base/.exec(
        said
      ) ?? []
    expect([code, Math.floor((Number(port) - base) / 24)], said).toEqual([1, 0])
    const exits = Promise.all([stopped(first), stopped(second)])
    first.child.kill('SIGTERM')
    second.child.kill('SIGTERM')
    await exits
  })
})
