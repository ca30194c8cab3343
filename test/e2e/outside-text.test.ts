import { readFile } from 'node:fs/promises'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { openPracticeScreen } from '../support/screens/practice.ts'
import { goTo } from '../support/screens/frame.ts'
import { named } from '../support/practice.ts'
import { acquireToken, closePanel, openClaims, readClaims } from '../support/screens/tokens.ts'
import { trustingFetch } from '../clients/trusting-fetch.ts'
import { expect, test } from './fixtures.ts'
import { signInAs } from './steps.ts'

/** Forms in which a text becomes a script where a page does not write it as text; `RUN` says that it ran. */
const forms = [
  '<script>RUN</script>',
  '<img src=x onerror=RUN>',
  '<svg onload=RUN>',
  '<svg><script>RUN</script></svg>',
  '<svg><animate onbegin=RUN attributeName=x>',
  '<body onload=RUN>',
  '<iframe srcdoc="<script>parent.RUN</script>">',
  '<iframe src="javascript:parent.RUN">',
  '<a href="javascript:RUN" autofocus onfocus=RUN>x</a>',
  '<input autofocus onfocus=RUN>',
  '<details open ontoggle=RUN>',
  '<video><source onerror=RUN></video>',
  '<audio src=x onerror=RUN>',
  '<object data="javascript:RUN">',
  '<embed src="javascript:RUN">',
  '<math><mtext></p><img src=x onerror=RUN></math>',
  '<style>@import "javascript:RUN"</style>',
  '<link rel=stylesheet href="javascript:RUN">',
  '<meta http-equiv=refresh content="0;javascript:RUN">',
  '<base href="javascript:RUN//">',
  '<form action="javascript:RUN"><button>x</form>',
  '<marquee onstart=RUN>x</marquee>',
  '<template><img src=x onerror=RUN></template>',
  '"><img src=x onerror=RUN>',
  "'><img src=x onerror=RUN>",
  '"><script>RUN</script>',
  '</title><script>RUN</script>',
  '</textarea><script>RUN</script>',
  '</style><script>RUN</script>',
  '--><script>RUN</script>',
  ']]><script>RUN</script>',
  '" onmouseover="RUN" x="',
  "' onfocus='RUN' autofocus='",
  '` onclick=RUN `',
  '{@html "<img src=x onerror=RUN>"}',
  '{RUN}',
  '{{RUN}}',
  '${RUN}',
  '#{RUN}',
  '<%= RUN %>',
  'javascript:RUN',
  'data:text/html,<script>RUN</script>',
  '&lt;script&gt;RUN&lt;/script&gt;',
  '&#60;img src=x onerror=RUN&#62;',
  '\\u003cscript\\u003eRUN\\u003c/script\\u003e',
  '<scr<script>ipt>RUN</scr</script>ipt>',
  '<IMG SRC=x OnErRoR=RUN>',
  '<img/src=x/onerror=RUN>',
  '<xss-element onpointerenter=RUN style="position:fixed;inset:0">',
  '[link](javascript:RUN)'
]
const payloads = forms.map((form, place) => form.replaceAll('RUN', `top.hacked=${String(place + 1)}`))
const all = payloads.join(' ')
const folder = mkdtempSync(join(tmpdir(), 'graticule-outside-text-'))
const world = join(folder, 'world.yaml')
writeFileSync(
  world,
  stringify({
    tenants: [
      { defaultDomain: 'contoso.com', displayName: `Contoso ${all}` },
      { defaultDomain: 'fabrikam.com', displayName: `Fabrikam ${all}` }
    ],
    users: [{ userPrincipalName: 'ann@contoso.com', displayName: `Ann ${all}`, guestIn: `Fabrikam ${all}` }],
    subscriptions: [{ displayName: `Subscription ${all}`, tenant: `Contoso ${all}` }],
    applications: [{ displayName: `Daemon ${all}`, homeTenant: `Contoso ${all}` }],
    geoCatalogs: [{ name: 'imagery', resourceGroup: 'gis' }]
  })
)
test.use({ practiceArgs: ['--device-code-interval-seconds', '1', '--state', world] })
test.afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('50 scripts in names, labels, errors, claims and the log of requests are shown as text, and none runs', async ({
  atPractice
}) => {
  test.setTimeout(120_000)
  const { page, practice } = atPractice
  const objections: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) objections.push(message.text())
  })
  const lookFor = async (text: string, place: string): Promise<void> => {
    await expect(page.getByText(text).first(), place).toBeAttached()
    const ran = await page.evaluate(() => (window as { hacked?: unknown }).hacked ?? null)
    expect(ran, place).toBeNull()
  }
  await signInAs(page, practice.user('ann@contoso.com'))
  await lookFor(`Fabrikam ${all}`, 'names of tenants')
  await practice.weather([
    {
      match: { service: 'arm' },
      do: { kind: 'status', status: 403, body: { error: { code: `Failed ${all}`, message: all } } }
    }
  ])
  await page.getByRole('main').getByRole('button', { name: 'Refresh tenants' }).click()
  await lookFor(`Failed ${all}`, 'the code of an error')
  await practice.weather([])
  const endpoint = practice.ready.geocatalogs[0]?.endpoint ?? ''
  const saved = await page.evaluate(
    async ([labels, address]) => {
      const answers = []
      for (const label of labels) {
        const request = { targetId: null, label, endpoint: address }
        answers.push((await window.graticule.call('saveGeoCatalogTarget', request)).ok)
      }
      return answers
    },
    [payloads, endpoint] as const
  )
  expect(saved).toEqual(payloads.map(() => true))
  await goTo(page, 'Keys')
  for (const payload of payloads) await lookFor(payload, 'labels')
  await acquireToken(page, { resource: 'Azure Maps' })
  await closePanel(page)
  const panel = await openClaims(page, 'Azure Maps', 'ann@contoso.com')
  expect((await readClaims(panel)).find(({ claim }) => claim === 'name')?.value).toBe(`Ann ${all}`)
  await lookFor(`Ann ${all}`, 'claims')
  await panel.getByRole('tab', { name: 'Raw' }).click()
  await lookFor('Ann <script>', 'the payload of a token')
  await closePanel(page)
  const daemon = named(
    practice.ready.apps.find(({ displayName }) => displayName.startsWith('Daemon')),
    'application'
  )
  const signedIn = await page.evaluate(
    async ({ tenantId: tenant, clientId, secret: clientSecret }) =>
      window.graticule.call('signInWithClientSecret', {
        operationId: crypto.randomUUID(),
        tenant,
        clientId,
        clientSecret,
        sendAnyway: false
      }),
    daemon
  )
  expect(signedIn).toMatchObject({ ok: true, value: { displayName: `Daemon ${all}` } })
  await goTo(page, 'Tenants')
  await lookFor(`Daemon ${all}`, 'names of applications')
  const once = { match: { service: 'arm' }, times: 1, do: { kind: 'status', status: 500 } } as const
  await practice.weather(payloads.map((payload) => ({ ...once, name: payload })))
  await openPracticeScreen(page)
  await lookFor(`Ann ${all}`, 'names of people')
  await page.getByRole('tab', { name: /^Weather/ }).click()
  for (const payload of payloads) await lookFor(payload, 'the weather')
  const ask = trustingFetch(await readFile(practice.ready.caFile, 'utf8'))
  for (const payload of payloads)
    expect((await ask(`${practice.ready.endpoints.arm}/tenants`)).status, payload).toBe(500)
  await page.getByRole('tab', { name: 'Requests' }).click()
  for (const payload of payloads) await lookFor(payload, 'the log of requests')
  expect(objections).toEqual([])
})
