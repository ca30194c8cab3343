import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyPackagedApp, type PackagedApp } from './packaged-app.ts'

describe.runIf(process.platform === 'linux')('nothing from outside gets into the packaged app', () => {
  let app: PackagedApp
  let marker: string
  let intruder: string
  beforeAll(async () => {
    app = await copyPackagedApp()
    marker = join(app.folder, 'code-was-run')
    intruder = join(app.folder, 'intruder.cjs')
    await writeFile(intruder, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`)
  })
  afterAll(async () => {
    await app.remove()
  })

  it.each([
    ['ELECTRON_RUN_AS_NODE with a script', { env: { ELECTRON_RUN_AS_NODE: '1' }, script: true }],
    ['NODE_OPTIONS with --require', { env: { NODE_OPTIONS: '--require INTRUDER' }, script: false }],
    ['a script as argument', { env: {}, script: true }]
  ])('%s runs no code', async (_, { env, script }) => {
    const real = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace('INTRUDER', intruder)])
    )
    const launch = await app.launch({ env: real, args: script ? [intruder] : [] })
    expect(existsSync(marker), launch.output).toBe(false)
    expect(launch, launch.output).toMatchObject({ window: true, exitCode: 0 })
  })

  it.each(['--inspect', '--inspect-brk', '--remote-debugging-port'])('%s opens no port', async (name) => {
    const port = await freePort()
    const watch = watchPort(port)
    const launch = await app.launch({ args: [`${name}=${port.toString()}`] })
    expect(await watch.stop(), launch.output).toBe('never open')
    expect(launch.exitCode, launch.output).not.toBeNaN()
  })

  it('SIGUSR1 opens no inspector', async () => {
    const watch = watchPort(9229)
    const launch = await app.launch({ signal: 'USR1' })
    expect(await watch.stop(), launch.output).toBe('never open')
    expect(launch.window, launch.output).toBe(true)
  })

  it.each(['--no-sandbox', '--remote-debugging-port=0', '--remote-debugging-pipe'])('refuses %s', async (argument) => {
    const launch = await app.launch({ args: [argument] })
    expect(launch.window, launch.output).toBe(false)
    expect(launch.exitCode, launch.output).toBeGreaterThan(0)
    // 143 would be our own SIGTERM after the wait for a window.
    expect(launch.exitCode, launch.output).not.toBe(143)
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Knocks at a port every 50 ms until stopped. */
function watchPort(port: number): { stop: () => Promise<'never open' | 'was open'> } {
  let open = false
  const timer = setInterval(() => {
    const socket = connect(port, '127.0.0.1', () => {
      open = true
      socket.destroy()
    }).on('error', () => undefined)
  }, 50)
  return {
    stop: () => {
      clearInterval(timer)
      return Promise.resolve(open ? 'was open' : 'never open')
    }
  }
}
