import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { ReadyLine } from '../../../practice/ready-line.ts'
import { Practice } from '../../support/practice.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The ready line of the one practice cloud of the room. */
    ready: ReadyLine
  }
}

/** Starts the practice cloud under Azure's own names and lets Chromium trust its CA; in the room alone. */
export default async function furnish(project: TestProject): Promise<() => Promise<void>> {
  // The private session's throw-away home: a real one would be told to trust a CA.
  const home = homedir()
  if (!/graticule-home-\w+$/.test(home)) throw new Error('These tests run in the sealed room alone: npm test -- sealed')
  const practice = await Practice.start(home, ['--azure-names', '--device-code-interval-seconds', '1'])
  const database = join(home, '.pki', 'nssdb')
  mkdirSync(database, { recursive: true })
  execFileSync('certutil', ['-d', `sql:${database}`, '-N', '--empty-password'])
  const caFile = practice.ready.caFile
  execFileSync('certutil', ['-d', `sql:${database}`, '-A', '-n', 'practice cloud', '-t', 'C,,', '-i', caFile])
  project.provide('ready', practice.ready)
  return () => practice.stop()
}
