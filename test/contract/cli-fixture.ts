import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { at } from '../clients/practice-fixture.ts'
import type { PracticeReady } from '../support/practice.ts'
import { CommandLine, type Ended, type Running } from './command-line.ts'

/** A command line, the practice cloud that it started, and ways that more than one test takes. */
export interface CliFixture {
  /** The data folder of both. */
  home: string
  cli: CommandLine
  ready: PracticeReady
  daemon: () => PracticeReady['apps'][number]
  signInDaemon: (secret: string, ...more: string[]) => Promise<Ended>
}

// Where nobody asks for the person's own keychain, every command starts with an empty vault in memory.
export const hasKeychain = process.env.GRATICULE_REAL_KEYCHAIN === '1'
/** The environment of a command that finds no keychain. */
export const withoutKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }

/** The failure that a command wrote as JSON. */
export const failure = (out: string): Record<string, unknown> =>
  (JSON.parse(out) as { failure: Record<string, unknown> }).failure

/** Starts a practice cloud for the tests of a file, and stops it after them. */
export function withCliOnPractice(): CliFixture {
  const daemon = () => at(fixture.ready.apps, 1)
  const fixture = {
    daemon,
    signInDaemon: (secret, ...more) => {
      const { tenantId, clientId } = daemon()
      const command = ['sign-in', '--cloud', 'practice', '--method', 'client-secret', '--json']
      return fixture.cli.run([...command, '--tenant', tenantId, '--client-id', clientId, ...more], `${secret}\n`)
    }
  } as CliFixture
  let cloud: Running
  beforeAll(async () => {
    fixture.home = await mkdtemp(join(tmpdir(), 'graticule-cli-'))
    fixture.cli = new CommandLine(fixture.home, hasKeychain ? {} : withoutKeychain)
    cloud = fixture.cli.start(['practice', 'start', '--json', '--device-code-interval-seconds', '1'], '', 180_000)
    fixture.ready = JSON.parse((await cloud.line('stdout', /^.+$/m))[0]) as PracticeReady
  }, 60_000)
  afterAll(async () => {
    cloud.interrupt()
    expect((await cloud.ended).code).toBe(0)
    await rm(fixture.home, { recursive: true, force: true })
  })
  return fixture
}
