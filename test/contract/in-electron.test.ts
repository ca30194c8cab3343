import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { httpCases } from './http-cases.ts'
import { runInElectron } from './run-in-electron.ts'
import { startTlsServer } from './tls-server.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

it('Http on Chromium does what Http on Node does', { timeout: 120_000 }, async () => {
  const server = await startTlsServer()
  try {
    const { origin, deadOrigin, caPem, otherCaPem } = server
    const told = { origin, deadOrigin, caPem, otherCaPem }
    const results = await runInElectron({ main: here('./http-cases-in-electron.ts') }, told)
    expect(results).toEqual(httpCases.map(({ name }) => ({ case: name, problem: null })))
    // Inside Electron the server's own record is out of reach.
    expect(server.paths).not.toContain('/redirected')
  } finally {
    await server.close()
  }
})

it('the clipboard and the practice process work inside Electron', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'system-in-electron-'))
  try {
    const programs = { main: here('./system-cases-in-electron.ts'), practice: here('../../practice/main.ts') }
    const results = await runInElectron(programs, { folder })
    expect(results).toHaveLength(3)
    expect(results.filter(({ problem }) => problem !== null)).toEqual([])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
