import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../support/app.ts'
import { choosePracticeCloud } from '../support/screens/frame.ts'
import { signInWithClientSecret } from '../support/screens/sign-in.ts'
import { acquireToken } from '../support/screens/tokens.ts'
import { filesWith } from '../support/secret-search.ts'
import { secretsIn } from '../support/vault-secrets.ts'
import { expect, test } from './fixtures.ts'
import { readStock, signInAs } from './steps.ts'

test('a crash of the main process leaves no dump and no secret in any file, and loses nothing', async ({
  practice,
  home
}) => {
  const temp = await mkdtemp(join(tmpdir(), 'graticule-crash-'))
  const [, daemon] = practice.ready.apps
  if (daemon === undefined) throw new Error('The practice cloud is empty')
  const { app, page } = await startApp(home, { TMPDIR: temp })
  await choosePracticeCloud(page)
  await signInAs(page, practice.user('ann@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  await signInWithClientSecret(page, daemon)
  await acquireToken(page, { resource: 'GeoCatalog' })
  const before = await readStock(page)
  expect(before).toMatchObject({
    accounts: [expect.anything(), expect.anything()],
    tokens: [expect.anything(), expect.anything()]
  })

  const ended = new Promise((resolve) => app.process().once('exit', (code, signal) => resolve(signal ?? code)))
  // Nobody is left to answer.
  await app
    .evaluate(() => {
      process.crash()
    })
    .catch(() => undefined)
  expect(await ended).not.toBe(0)

  const secrets = await secretsIn(home)
  expect(Object.keys(secrets).join()).toMatch(/refreshtoken/i)
  expect(Object.values(secrets)).toContain(daemon.secret)
  // Names the practice cloud's own applications and their secrets by design.
  expect(await filesWith(home, secrets, ['practice.json'])).toEqual([])
  expect(await filesWith(temp, secrets)).toEqual([])
  const left = [...(await readdir(home, { recursive: true })), ...(await readdir(temp, { recursive: true }))]
  expect(left.filter((name) => /\.dmp$|(^|[/\\])core[^/\\]*$/.test(name))).toEqual([])

  const again = await startApp(home)
  expect(await readStock(again.page)).toEqual(before)
  await again.close()
  await rm(temp, { recursive: true })
})
