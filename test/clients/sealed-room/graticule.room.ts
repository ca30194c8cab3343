import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startApp, type RunningApp } from '../../support/app.ts'
import { openBrowser, type Browser } from '../../support/browser.ts'
import { readDetail, readMatrix, runAccessTest } from '../../support/screens/access.ts'
import { chooseAzure, goTo, readDoor } from '../../support/screens/frame.ts'
import { readTarget, saveGeoCatalog, saveMapsAccount } from '../../support/screens/keys.ts'
import { enterDeviceCode } from '../../support/screens/practice-pages.ts'
import { askForDeviceCode, signInByDeviceCode, signInWithClientSecret } from '../../support/screens/sign-in.ts'
import { pickTenant, readTenants, whereYouAre } from '../../support/screens/tenants.ts'
import {
  acquireToken,
  checkSignature,
  closePanel,
  openClaims,
  readClaims,
  unmetExpectations
} from '../../support/screens/tokens.ts'
import { at } from '../practice-fixture.ts'

const ready = inject('ready')
const [ann, sam] = [at(ready.users, 0), at(ready.users, 3)]
const [operator, daemon] = [at(ready.apps, 0), at(ready.apps, 1)]
const account = at(ready.maps, 0)
const catalog = at(ready.geocatalogs, 0)

describe('Graticule, with the Public cloud chosen', () => {
  let home = ''
  let running: RunningApp
  let browser: Browser
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'graticule-room-'))
    running = await startApp(home)
    browser = await openBrowser()
    await chooseAzure(running.page)
  })
  afterAll(async () => {
    await Promise.all([running.close(), browser.close()])
    await rm(home, { recursive: true, force: true })
  })

  it('sign-in by device code, at the page that Azure names', async () => {
    const { page } = running
    const { code, address } = await askForDeviceCode(page)
    expect(address).toBe('https://microsoft.com/devicelogin')
    await enterDeviceCode(browser.page, { address, code, person: ann })
    await page.getByRole('heading', { level: 1, name: 'Tenants', exact: true }).waitFor()
    expect(await whereYouAre(page)).toMatch(/Azure/)
    expect((await readDoor(page, 'Vault')).text).toMatch(/The key of the vault is in /)
  })

  it('tenants: the home tenant and those where the person is a guest', async () => {
    const tenants = await readTenants(running.page)
    expect(tenants.map(({ name }) => name).sort()).toEqual(ready.tenants.map(({ displayName }) => displayName).sort())
  })

  it('tokens for Azure Maps and the GeoCatalog, the first of them at two tenants: claims, needs and signature', async () => {
    const { page } = running
    for (const [tenant, resources] of [
      ['Fabrikam Survey', ['Azure Maps']],
      ['Contoso GIS', ['Azure Maps', 'GeoCatalog']]
    ] as const) {
      await goTo(page, 'Tenants')
      await pickTenant(page, tenant)
      for (const resource of resources) {
        expect(await acquireToken(page, { resource })).toContain(`Token for ${resource} acquired.`)
        await closePanel(page)
      }
    }
    const panel = await openClaims(page, 'GeoCatalog', ann.userPrincipalName)
    expect(await readClaims(panel)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ claim: 'aud', value: 'https://geocatalog.spatio.azure.com' }),
        expect.objectContaining({ claim: 'xms_practice' })
      ])
    )
    expect(await unmetExpectations(panel)).toEqual([])
    expect(await checkSignature(panel)).toBe('The signature is valid.')
    await closePanel(page)
  })

  it('keys of an Azure Maps account, and a GeoCatalog, kept by their addresses in Azure', async () => {
    const { page } = running
    const { name, clientId, primaryKey, secondaryKey } = account
    const endpoint = ready.endpoints.maps
    await saveMapsAccount(page, { name, endpoint, clientId, primaryKey, secondaryKey })
    await saveGeoCatalog(page, { name: catalog.name, endpoint: catalog.endpoint })
    const row = await readTarget(page, 'Azure Maps accounts', name)
    expect(row).toContain(primaryKey.slice(-4))
    expect(row).not.toContain(primaryKey)
  })

  it('the access test: shared keys against Entra ID on Azure Maps, Entra ID on the GeoCatalog', async () => {
    const { page } = running
    expect(await runAccessTest(page, 'Azure Maps', account.name)).toMatch(/^(\d+) of \1 as expected$/)
    const cells = await readMatrix(page)
    expect(cells.map(({ credential }) => credential)).toEqual(
      expect.arrayContaining(['Primary key', 'Secondary key', ann.userPrincipalName])
    )
    for (const { isControl, verdict, status } of cells)
      expect([verdict, status]).toEqual(isControl ? ['refused', 401] : ['works', 200])
    expect(await runAccessTest(page, 'GeoCatalog', catalog.name)).toMatch(/^(\d+) of \1 as expected$/)
  })

  it('the diagnosis of a refusal: a person without a role, and who has to act', async () => {
    const { page } = running
    await signInByDeviceCode(page, browser, sam)
    expect(await runAccessTest(page, 'Azure Maps', account.name)).toContain('refused')
    const refused = (await readMatrix(page)).find(
      ({ credential, status }) => credential.includes(sam.userPrincipalName) && status === 403
    )
    const detail = await readDetail(page, refused?.check ?? '', refused?.credential ?? '')
    expect(detail).toContain('has no Azure Maps role on this account')
    expect(detail).toContain('assign Azure Maps Data Reader')
  })

  it('an application with a client secret: its token, and the access test of one that may and one that may not', async () => {
    const { page } = running
    await signInWithClientSecret(page, daemon)
    expect(await acquireToken(page, { resource: 'Azure Maps' })).toContain('Token for Azure Maps acquired.')
    await closePanel(page)
    await signInWithClientSecret(page, operator)
    await runAccessTest(page, 'Azure Maps', account.name)
    const cells = await readMatrix(page)
    const verdictsOf = ({ displayName, clientId }: typeof daemon): unknown[] => [
      ...new Set(cells.filter((cell) => [displayName, clientId].includes(cell.credential)).map((cell) => cell.status))
    ]
    expect([verdictsOf(daemon), verdictsOf(operator)]).toEqual([[200], [403]])
  })
})
