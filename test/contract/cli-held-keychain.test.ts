import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeInstall } from '../../electron/adapters/vault/install-file.ts'
import { CommandLine } from './command-line.ts'

let home = ''
let bus: Server
const callers = new Set<Socket>()

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'graticule-held-'))
  // Like a question of the system that nobody answers: whoever asks for a keychain here waits until the caller gives up.
  bus = createServer((socket) => {
    callers.add(socket.on('error', () => undefined))
  })
  await new Promise<void>((listening) => bus.listen(join(home, 'bus'), listening))
})
afterEach(async () => {
  for (const socket of callers) socket.destroy()
  bus.close()
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})

describe.runIf(process.platform === 'linux')('a command whose keychain does not answer', () => {
  it('says so and ends, also while the keychain still holds its question', async () => {
    writeInstall(join(home, 'vault'), { installId: 'i', kekId: 'k', dataKeyId: null, dataKeys: {} })
    const cli = new CommandLine(home, { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, 'bus')}` })
    const { code, out, err } = await cli.run(['vault', 'verify', '--json'])
    expect(JSON.parse(out)).toMatchObject({ failure: { code: 'keychain-slow' } })
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(callers.size).toBe(1)
  })

  it.each([[['token', '--resource', 'maps']], [['accounts']]])(
    '%s does not say that nobody is signed in',
    async (args) => {
      writeInstall(join(home, 'vault'), { installId: 'i', kekId: 'k', dataKeyId: null, dataKeys: {} })
      const cli = new CommandLine(home, { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, 'bus')}` })
      const { code, out } = await cli.run([...args, '--json'])
      expect(JSON.parse(out)).toMatchObject({ failure: { code: 'keychain-slow' } })
      expect(code).toBe(1)
    }
  )

  it('says that it is this, and stores nothing, where there is no vault yet', async () => {
    const cli = new CommandLine(home, { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, 'bus')}` })
    const { code, out, err } = await cli.run(['vault', 'verify', '--json'])
    expect(JSON.parse(out)).toMatchObject({ failure: { code: 'keychain-slow' } })
    expect(err).toMatch(/^The keychain did not answer in time: nothing is stored/)
    expect(code).toBe(1)
    expect(await readdir(home)).toEqual(['bus'])
  })
})
