import { randomBytes, randomUUID } from 'node:crypto'
import { CommandLine } from '../contract/command-line.ts'
import { BrowserScript } from '../clients/browser-script.ts'
import type { RunningApp } from '../support/app.ts'
import { certificateFiles } from '../support/certificate-file.ts'
import { named, type Practice } from '../support/practice.ts'
import { readMatrix, runAccessTest } from '../support/screens/access.ts'
import { goTo } from '../support/screens/frame.ts'
import { saveMapsAccount, savePracticeTarget } from '../support/screens/keys.ts'
import { openOfflineScreen, planOffline, prepareOffline } from '../support/screens/offline.ts'
import { addProfile, switchProfile } from '../support/screens/profiles.ts'
import { chooseCertificate, openSignIn, signInWithClientSecret } from '../support/screens/sign-in.ts'
import { acquireToken, closePanel, copyToken, openClaims, readTokens } from '../support/screens/tokens.ts'
import { openVaultScreen } from '../support/screens/vault.ts'
import type { Secrets } from '../support/secret-search.ts'
import { expect } from './fixtures.ts'
import { readClipboard, signInAs } from './steps.ts'

/** What was typed and chosen in a session, and what it showed and printed where no secret belongs. */
export interface SecretSession {
  typed: Secrets
  shown: Record<string, string>
}

/** A secret that nothing else in the world is. */
const canary = (kind: string): string => `${kind}~${randomBytes(18).toString('base64url')}`

/** Leads through everything of the app that is given a secret, failures too, by the window and the command line. */
export async function secretSession(
  running: RunningApp,
  { practice, home, elsewhere, proxyPort }: { practice: Practice; home: string; elsewhere: string; proxyPort: number }
): Promise<SecretSession> {
  const { app, page } = running
  const daemon = named(practice.ready.apps[1], 'application')
  const [ann, rhea] = [practice.user('ann@contoso.com'), practice.user('rhea@contoso.com')]
  const maps = named(practice.ready.maps[0], 'Azure Maps account')
  const shown: Record<string, string> = {}
  const typed: Secrets = {
    'client secret': daemon.secret,
    'primary key of the practice account': maps.primaryKey,
    'secondary key of the practice account': maps.secondaryKey,
    'password of ann': ann.password,
    'password of rhea': rhea.password
  }
  const plant = (name: string): string => {
    const secret = canary(name.replaceAll(' ', '-'))
    typed[name] = secret
    return secret
  }
  const look = async (stop: string): Promise<void> => {
    const titles = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()))
    shown[stop] = `${titles.join('\n')}\n${await page.content()}`
  }

  await signInApplications()
  await signInPeople()
  await useKeys()
  await useVault()
  await useProfile()
  await useCommandLine()
  return { typed, shown }

  async function signInApplications(): Promise<void> {
    await signInWithClientSecret(page, daemon)
    for (const resource of ['Azure Maps', 'Key Vault']) {
      await acquireToken(page, { resource })
      await closePanel(page)
    }
    const [{ identity } = { identity: '' }] = await readTokens(page)
    await copyToken(page, { resource: 'Azure Maps', identity, form: 'token' })
    typed['copied token'] = await readClipboard(running)
    await openSignIn(page)
    await page.getByRole('radio', { name: 'Client secret (application)' }).check()
    const form = page.getByRole('form', { name: 'Sign in' })
    await form.getByLabel('Directory (tenant)').fill(daemon.tenantId)
    await form.getByLabel('Application (client) ID').fill(daemon.clientId)
    await form.getByLabel('Client secret', { exact: true }).fill(plant('wrong client secret'))
    await form.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await look('a sign-in that failed')

    const { sealed, keyBytes } = await certificateFiles(daemon, elsewhere, plant('password of the certificate'))
    typed['private key'] = keyBytes
    typed['private key as text'] = keyBytes.toString('base64')
    await goTo(page, 'Tokens')
    await chooseCertificate(running, daemon, [sealed])
    const password = form.getByLabel('Password of the file')
    await password.fill(plant('wrong password of the certificate'))
    await password.press('Tab')
    await expect(form.getByText('is wrong.')).toBeVisible()
    await look('a certificate with a wrong password')
    await password.fill(String(typed['password of the certificate']))
    await password.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
  }

  async function signInPeople(): Promise<void> {
    await signInAs(page, ann)
    for (const resource of ['Azure Maps', 'GeoCatalog']) {
      await acquireToken(page, { resource })
      await closePanel(page)
    }
    await openSignIn(page)
    await page.getByRole('radio', { name: 'System browser' }).check()
    await page.getByRole('button', { name: 'Open the browser' }).click()
    await expect.poll(running.openedPages).toHaveLength(1)
    const script = new BrowserScript()
    const [address = ''] = await running.openedPages()
    await script.postBack(await script.signIn(await script.open(address), rhea))
    await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
    await acquireToken(page, { resource: 'Azure Maps' })
    await closePanel(page)
    const panel = await openClaims(page, 'Azure Maps', rhea.userPrincipalName)
    await panel.getByRole('tab', { name: 'Raw' }).click()
    await panel.getByRole('button', { name: 'Reveal token' }).click()
    await expect(page.getByTestId('revealed-token')).toBeVisible()
    await closePanel(page)
    await practice.weather([{ match: { service: 'login' }, do: { kind: 'aadsts', code: 65001 } }])
    await acquireToken(page, { resource: 'Key Vault' })
    await look('a token that was refused')
    await practice.weather([])
    await closePanel(page)
  }

  async function useKeys(): Promise<void> {
    await savePracticeTarget(page, 'account')
    const catalog = await savePracticeTarget(page, 'GeoCatalog')
    await saveMapsAccount(page, {
      name: 'Own',
      endpoint: practice.ready.endpoints.maps,
      clientId: maps.clientId,
      primaryKey: plant('primary key'),
      secondaryKey: plant('secondary key')
    })
    await look('keys')
    await runAccessTest(page, 'Azure Maps', 'Own')
    expect((await readMatrix(page)).map(({ verdict }) => verdict)).toContain('refused')
    await look('the access test of Azure Maps')
    await runAccessTest(page, 'GeoCatalog', catalog)
    await look('the access test of the GeoCatalog')
  }

  async function useVault(): Promise<void> {
    await openOfflineScreen(page)
    await planOffline(page, [], new Date(Date.now() + 3_600_000))
    await prepareOffline(page)
    await look('prepared to go offline')
    await openVaultScreen(page)
    await page.getByRole('button', { name: 'Check the vault' }).click()
    await expect(page.getByText('all of them sound')).toBeVisible()
    await page.getByRole('button', { name: 'Copy report' }).click()
    await expect(page.getByText('Report about the vault copied.').first()).toBeVisible()
    shown['the report for support'] = await readClipboard(running)
    expect(shown['the report for support']).toContain('"vault"')
    await look('the vault')
  }

  async function useProfile(): Promise<void> {
    await addProfile(page, 'Another', 'Magenta')
    await switchProfile(page, 'Another')
    await signInAs(page, ann)
    await acquireToken(page, { resource: 'Azure Maps' })
    await closePanel(page)
    await look('tokens of another profile')
  }

  async function useCommandLine(): Promise<void> {
    const proxy = `http://somebody:${plant('password of the proxy')}@127.0.0.1:${String(proxyPort)}`
    const shell = new CommandLine(home, { HTTPS_PROXY: proxy, NO_PROXY: '' })
    const run = async (line: string, code: number, input = ''): Promise<void> => {
      const ended = await shell.run([...line.split(' '), '--json'], input)
      expect(ended.code, `${line}: ${ended.err}`).toBe(code)
      shown[line] = ended.out + ended.err
    }
    const id = randomUUID()
    await run('vault status', 0)
    await run('check --cloud practice --target maps --label Own', 0)
    const signIn = 'sign-in --method client-secret'
    await run(
      `${signIn} --cloud practice --tenant ${daemon.tenantId} --client-id ${daemon.clientId}`,
      1,
      plant('secret of a script')
    )
    await run(`${signIn} --cloud public --tenant ${id} --client-id ${id}`, 1, plant('secret sent nowhere'))
  }
}
