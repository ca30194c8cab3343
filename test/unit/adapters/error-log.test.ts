import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeError, ErrorLog } from '../../../electron/adapters/log/error-log.ts'
import { log as logHostileErrors } from '../../bench/attacks/log.ts'

const secret = 'eyJhbGciOiJSUzI1NiJ9.CANARY.signature'

describe('the error log', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'graticule-log-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('keeps class, code and places of an error, and no text that could be a secret', () => {
    const file = join(folder, 'logs', 'errors.jsonl')
    const log = new ErrorLog(file, { now: () => 0, sleep: () => Promise.resolve() }, { next: () => 'abcdefgh-1' })
    const cause = new TypeError(`refused ${secret}\n    at ${secret} (${secret}:1:1)`)
    const error = Object.assign(new Error(`failed with ${secret}`, { cause }), {
      code: 'E_TEST',
      headers: { a: secret }
    })
    expect(log.report(error)).toBe('abcdefgh')
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain('CANARY')
    expect(JSON.parse(text)).toMatchObject({
      reference: 'abcdefgh',
      kind: 'Error',
      code: 'E_TEST',
      cause: { kind: 'TypeError' }
    })
    expect(text).toContain('error-log.test.ts')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('describes anything thrown, circles included', () => {
    const circular = new Error('a')
    circular.cause = circular
    expect(describeError(circular).cause?.cause).toBeDefined()
    expect(describeError(secret)).toEqual({ kind: 'string', code: null, stack: [] })
    expect(JSON.stringify(describeError(Object.assign(new Error(''), { name: secret, code: secret })))).not.toContain(
      'CANARY'
    )
  })

  it('takes errors of any shape with secrets anywhere, and says none', async () => {
    const { errorsWithPlaces, ...counted } = await logHostileErrors(4_000)
    expect(counted).toMatchObject({ errors: 4_000, errorsLeaked: 0, errorsStoppedIt: 0 })
    expect(errorsWithPlaces).toBeGreaterThan(1_000)
  })

  it('that cannot be written hides nothing', () => {
    const log = new ErrorLog(
      '/dev/null/no/such/folder',
      { now: () => 0, sleep: () => Promise.resolve() },
      { next: () => 'abcdefgh-1' }
    )
    expect(log.report(new Error('x'))).toBe('abcdefgh')
  })
})
