import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../build/paths.ts'
import { startApp } from '../support/app.ts'
import { readTrace, runTraced } from '../support/network-trace.ts'
import { goTo } from '../support/screens/frame.ts'
import { acquireToken, closePanel, copyToken, openClaims, readTokens } from '../support/screens/tokens.ts'
import { expect, test } from './fixtures.ts'
import { readClipboard, readStock, signInAs } from './steps.ts'

test.describe('as the kernel sees it', () => {
  test.skip(process.platform !== 'linux', 'strace is for Linux only')
  test.setTimeout(120_000)

  test('a start and a stored token call no address, by the command line and in the window', async ({
    practice,
    atPractice,
    home
  }) => {
    const ann = practice.user('ann@contoso.com').userPrincipalName
    await signInAs(atPractice.page, practice.user(ann))
    await acquireToken(atPractice.page, { resource: 'Azure Maps' })
    await closePanel(atPractice.page)
    const stock = await readStock(atPractice.page)
    await atPractice.close()
    const folder = await mkdtemp(join(tmpdir(), 'graticule-trace-'))
    try {
      const cli = join(root, 'electron/cli.ts')
      const ask = [cli, 'token', '--account', ann, '--resource', 'maps', '--cloud', 'practice']
      const env = { GRATICULE_HOME: home }
      // Where something is called, the trace shows it.
      await runTraced(join(folder, 'renewing'), [...ask, '--refresh'], env)
      expect((await readTrace(join(folder, 'renewing'))).outward.length).toBeGreaterThan(0)

      await practice.stop()
      const token = (await runTraced(join(folder, 'command'), ask, env)).trim()
      expect(token.split('.')).toHaveLength(3)
      const ofCommand = await readTrace(join(folder, 'command'))
      expect(ofCommand.outward).toEqual([])
      expect(ofCommand.local).toBeGreaterThan(0)

      const ofWindow = join(folder, 'window')
      const offline = await startApp(home, {}, ofWindow)
      const { page } = offline
      const ofStart = await readTrace(ofWindow)
      expect(ofStart.outward).toEqual([])
      expect(ofStart.local).toBeGreaterThan(0)
      expect(await readStock(page)).toEqual(stock)
      for (const screen of ['Tenants', 'Keys', 'Test access', 'Tokens'] as const) await goTo(page, screen)
      expect(await readTokens(page)).toHaveLength(1)
      await openClaims(page, 'Azure Maps', ann)
      await closePanel(page)
      await copyToken(page, { resource: 'Azure Maps', identity: ann, form: 'token' })
      expect(await readClipboard(offline)).toBe(token)
      expect(await acquireToken(page, { resource: 'Azure Maps' })).toContain('It was in the vault already.')
      await offline.close()
      expect((await readTrace(ofWindow)).outward).toEqual([])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
