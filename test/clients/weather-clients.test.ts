import { ClientSecretCredential } from '@azure/identity'
import { InteractionRequiredAuthError, PublicClientApplication } from '@azure/msal-node'
import { SecretClient } from '@azure/keyvault-secrets'
import { describe, expect, it } from 'vitest'
import { BrowserScript } from './browser-script.ts'
import { ARM_SCOPE, at, CLI, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'
import { person } from './sign-in-by-script.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })
trustProcessWide(fixture)

const add = async (weather: Record<string, unknown>): Promise<void> => {
  expect((await fixture.admin('POST', '/weather', weather)).status).toBe(201)
}

const signInByCode = async (client: PublicClientApplication, index: number) =>
  client.acquireTokenByDeviceCode({
    scopes: [ARM_SCOPE],
    deviceCodeCallback: ({ userCode, verificationUri }) => {
      const browser = new BrowserScript()
      void (async () => {
        const account = await browser.press(await browser.open(verificationUri), 'next', { otc: userCode })
        await browser.press(await browser.signIn(account, person(fixture, index)), 'continue')
      })()
    }
  })

const publicClient = (): PublicClientApplication => {
  const { login } = fixture.cloud.ready.endpoints
  return new PublicClientApplication({
    auth: { clientId: CLI, authority: `${login}/organizations`, knownAuthorities: [new URL(login).host] }
  })
}

describe('@azure/msal-node in bad weather', () => {
  it('hears that a device code was blocked; why is on the page only, because MSAL drops it', async () => {
    await fixture.weather([])
    await add({ catalogue: 'conditional-access-device-code', user: 'rhea@contoso.com' })
    await expect(signInByCode(publicClient(), 1)).rejects.toThrow('access_denied')
    expect((await signInByCode(publicClient(), 0))?.account?.username).toBe('ann@contoso.com')
  })

  it('wants interaction, with the claims of the policy, where a second factor or consent is asked again', async () => {
    await fixture.weather([])
    const client = publicClient()
    const account = (await signInByCode(client, 0))?.account
    if (account === null || account === undefined) throw new Error('MSAL gave no account.')
    const silently = () => client.acquireTokenSilent({ account, scopes: [MAPS_SCOPE], forceRefresh: true })
    await add({ catalogue: 'mfa-asked-again', user: 'ann@contoso.com' })
    const refused = await silently().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(InteractionRequiredAuthError)
    expect(refused).toMatchObject({ subError: 'basic_action', claims: expect.stringContaining('capolids') as string })
    await fixture.weather([])
    await add({ catalogue: 'consent-missing', user: 'ann@contoso.com' })
    const unconsented = await silently().catch((error: unknown) => error)
    expect(unconsented).toBeInstanceOf(InteractionRequiredAuthError)
    expect(unconsented).toMatchObject({ subError: 'consent_required' })
    await fixture.weather([])
    expect((await silently()).accessToken).not.toBe('')
  })
})

describe('@azure/identity and @azure/keyvault-secrets in bad weather', () => {
  const credential = (): ClientSecretCredential => {
    const app = at(fixture.cloud.ready.apps, 1)
    return new ClientSecretCredential(app.tenantId, app.clientId, app.secret, {
      authorityHost: fixture.cloud.ready.endpoints.login,
      disableInstanceDiscovery: true
    })
  }

  it('wait as Retry-After says, and go on', async () => {
    await fixture.weather([])
    const { endpoint } = at(fixture.cloud.ready.vaults, 0)
    const client = new SecretClient(endpoint, credential(), { disableChallengeResourceVerification: true })
    await add({ catalogue: 'vault-throttles', host: at(fixture.cloud.ready.vaults, 0).name, seconds: 1, times: 1 })
    expect((await client.getSecret('azure-maps-key')).value).toBe(at(fixture.cloud.ready.maps, 0).primaryKey)
    const statuses = (await fixture.requests()).filter(({ service }) => service === 'vault').map(({ status }) => status)
    expect(statuses[0]).toBe(429)
    expect(statuses.at(-1)).toBe(200)
  })

  it('say that the secret has expired', async () => {
    await fixture.weather([])
    await add({ catalogue: 'client-secret-expired', app: 'survey-daemon' })
    await expect(credential().getToken(ARM_SCOPE)).rejects.toThrow(/7000222/)
  })
})
