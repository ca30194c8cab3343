import { type AccountInfo, InteractionRequiredAuthError, PublicClientApplication } from '@azure/msal-node'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { BrowserScript, type SeenPage } from './browser-script.ts'
import { ARM_SCOPE, at, CLI, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const POWERSHELL = '1950a258-227b-4e31-a9cf-717495945fc2'

const fixture = withPracticeCloud()
trustProcessWide(fixture)
const login = (): string => fixture.cloud.ready.endpoints.login
const ann = () => at(fixture.cloud.world.users, 0)
const mia = () => at(fixture.cloud.world.users, 4)
const aalborg = (): string => at(fixture.cloud.ready.tenants, 2).tenantId

const newClient = (clientId = CLI, capabilities: string[] = []): PublicClientApplication =>
  new PublicClientApplication({
    auth: {
      clientId,
      authority: `${login()}/organizations`,
      knownAuthorities: [new URL(login()).host],
      clientCapabilities: capabilities
    }
  })

type Proof = (browser: BrowserScript, page: SeenPage) => Promise<SeenPage>

const interactively = async (
  client: PublicClientApplication,
  who: { userPrincipalName: string; password: string },
  request: { scopes: string[]; authority?: string; claims?: string },
  further: Proof = (_browser, page) => Promise.resolve(page)
) => {
  const result = await client.acquireTokenInteractive({
    ...request,
    openBrowser: async (url) => {
      const browser = new BrowserScript()
      await browser.postBack(await further(browser, await browser.signIn(await browser.open(url), who)))
    }
  })
  if (result.account === null) throw new Error('MSAL gave no account.')
  return { ...result, account: result.account }
}

const failureOf = async (asked: Promise<unknown>): Promise<InteractionRequiredAuthError> => {
  const failure: unknown = await asked.then(
    () => undefined,
    (error: unknown) => error
  )
  if (!(failure instanceof InteractionRequiredAuthError)) throw new Error('MSAL did not want interaction.')
  return failure
}

const atAalborg = (account: AccountInfo) => ({
  account: { ...account, tenantId: aalborg() },
  scopes: [MAPS_SCOPE],
  authority: `${login()}/${aalborg()}`
})

const admin = async (path: string): Promise<void> => {
  const { url, token } = fixture.cloud.ready.admin
  const response = await fetch(`${url}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
  expect(response.status).toBe(200)
}

describe('@azure/msal-node, a public client, with a second factor in a guest tenant', () => {
  it('hears that interaction is needed, passes the claims back, and is silent from then on', async () => {
    const client = newClient()
    const { account } = await interactively(client, mia(), { scopes: [ARM_SCOPE] })
    const failure = await failureOf(client.acquireTokenSilent(atAalborg(account)))
    expect([failure.errorCode, failure.subError]).toEqual(['interaction_required', 'basic_action'])
    expect(failure.errorMessage).toContain('AADSTS50076')
    expect(failure.claims).toContain('capolids')
    const result = await interactively(
      client,
      mia(),
      { scopes: [MAPS_SCOPE], authority: `${login()}/${aalborg()}`, claims: failure.claims },
      (browser, page) => {
        expect(page.name).toBe('mfa')
        return browser.press(page, 'verify', { otc: mia().mfaCode })
      }
    )
    expect(decodeJwt(result.accessToken)).toMatchObject({ tid: aalborg(), amr: ['pwd', 'mfa'] })
    const silent = await client.acquireTokenSilent({ ...atAalborg(result.account), forceRefresh: true })
    expect(decodeJwt(silent.accessToken)).toMatchObject({ tid: aalborg(), amr: ['pwd', 'mfa'] })
  })
})

describe('@azure/msal-node, a public client, whose sessions are revoked', () => {
  it('wants interaction, names the suberror, and gets tokens again after it', async () => {
    const client = newClient()
    const { account } = await interactively(client, ann(), { scopes: [ARM_SCOPE] })
    await admin('/users/ann@contoso.com/revoke-sessions')
    const failure = await failureOf(client.acquireTokenSilent({ account, scopes: [MAPS_SCOPE] }))
    expect([failure.errorCode, failure.subError]).toEqual(['invalid_grant', 'bad_token'])
    expect(failure.errorMessage).toContain('AADSTS50173')
    const again = await interactively(client, ann(), { scopes: [ARM_SCOPE] })
    const silent = await client.acquireTokenSilent({ account: again.account, scopes: [MAPS_SCOPE] })
    expect(silent.fromCache).toBe(false)
  })
})

describe('@azure/msal-node, a public client with the capability CP1', () => {
  const askArm = (token: string): Promise<Response> =>
    fetch(`${fixture.cloud.ready.endpoints.arm}/subscriptions?api-version=2022-12-01`, {
      headers: { authorization: `Bearer ${token}` }
    })
  const claimsOf = (response: Response): string =>
    Buffer.from(/claims="([^"]+)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1] ?? '', 'base64').toString()

  it('takes a claims challenge of ARM to Entra ID and comes back with a token that is taken', async () => {
    const client = newClient(CLI, ['CP1'])
    const { account, accessToken, expiresOn } = await interactively(client, ann(), { scopes: [ARM_SCOPE] })
    expect(decodeJwt(accessToken).xms_cc).toEqual(['CP1'])
    expect((expiresOn?.getTime() ?? 0) - Date.now()).toBeGreaterThan(19 * 3_600_000)
    expect((await askArm(accessToken)).status).toBe(200)
    await admin('/users/ann@contoso.com/challenge-tokens')
    const refused = await askArm(accessToken)
    expect(refused.status).toBe(401)
    const next = await client.acquireTokenSilent({ account, scopes: [ARM_SCOPE], claims: claimsOf(refused) })
    expect(next.fromCache).toBe(false)
    expect((await askArm(next.accessToken)).status).toBe(200)
  })

  it('needs the person after a revocation, and is told so when it takes the challenge to Entra ID', async () => {
    const client = newClient(CLI, ['CP1'])
    const { account, accessToken } = await interactively(client, ann(), { scopes: [ARM_SCOPE] })
    await admin('/users/ann@contoso.com/revoke-sessions')
    const claims = claimsOf(await askArm(accessToken))
    const failure = await failureOf(client.acquireTokenSilent({ account, scopes: [ARM_SCOPE], claims }))
    expect(failure.subError).toBe('bad_token')
    const again = await interactively(client, ann(), { scopes: [ARM_SCOPE], claims })
    expect((await askArm(again.accessToken)).status).toBe(200)
  })
})

describe('@azure/msal-node, two clients of one family', () => {
  it('one redeems the refresh token of the other; a client outside the family does not', async () => {
    const first = newClient()
    await interactively(first, ann(), { scopes: [ARM_SCOPE] })
    const cache = JSON.parse(first.getTokenCache().serialize()) as {
      RefreshToken: Record<string, { secret: string; family_id: string }>
    }
    const [entry] = Object.values(cache.RefreshToken)
    expect(entry?.family_id).toBe('1')
    const request = { refreshToken: entry?.secret ?? '', scopes: [MAPS_SCOPE] }
    const result = await newClient(POWERSHELL).acquireTokenByRefreshToken(request)
    expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({ appid: POWERSHELL, unique_name: 'ann@contoso.com' })
    const desktop = at(fixture.cloud.ready.publicClients, 0).clientId
    await expect(newClient(desktop).acquireTokenByRefreshToken(request)).rejects.toMatchObject({
      errorCode: 'invalid_grant',
      subError: 'client_mismatch'
    })
  })
})
