import { ClientSecretCredential, DeviceCodeCredential } from '@azure/identity'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { BrowserScript } from './browser-script.ts'
import { ARM_SCOPE, at, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'
import { person } from './sign-in-by-script.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })
trustProcessWide(fixture)
const options = () => ({
  authorityHost: fixture.cloud.ready.endpoints.login,
  disableInstanceDiscovery: true,
  retryOptions: { maxRetries: 0 }
})

describe('@azure/identity', () => {
  it('ClientSecretCredential: a token that Azure Maps takes', async () => {
    const app = at(fixture.cloud.ready.apps, 1)
    const credential = new ClientSecretCredential(app.tenantId, app.clientId, app.secret, options())
    const { token, expiresOnTimestamp } = await credential.getToken(MAPS_SCOPE)
    expect(expiresOnTimestamp).toBeGreaterThan(Date.now() + 3_000_000)
    const response = await fetch(
      `${fixture.cloud.ready.endpoints.maps}/map/copyright/caption/json?api-version=2024-04-01`,
      {
        headers: { authorization: `Bearer ${token}`, 'x-ms-client-id': at(fixture.cloud.ready.maps, 0).clientId }
      }
    )
    expect(response.status).toBe(200)
  })

  it("ClientSecretCredential with the secret's id", async () => {
    const app = at(fixture.cloud.ready.apps, 1)
    const credential = new ClientSecretCredential(app.tenantId, app.clientId, app.secretId, options())
    await expect(credential.getToken(MAPS_SCOPE)).rejects.toThrow(/7000215/)
  })

  it('DeviceCodeCredential with its own default client id, then silently for another resource', async () => {
    const credential = new DeviceCodeCredential({
      ...options(),
      tenantId: 'organizations',
      userPromptCallback: ({ userCode, verificationUri }) => {
        const browser = new BrowserScript()
        void (async () => {
          const account = await browser.press(await browser.open(verificationUri), 'next', { otc: userCode })
          await browser.press(await browser.signIn(account, person(fixture, 0)), 'continue')
        })()
      }
    })
    const { token } = await credential.getToken(ARM_SCOPE)
    expect(decodeJwt(token)).toMatchObject({ upn: 'ann@contoso.com', idtyp: 'user' })
    // At its own authority: this library's silent call does not pass another tenant on.
    const other = await credential.getToken(MAPS_SCOPE)
    expect(decodeJwt(other.token)).toMatchObject({ aud: 'https://atlas.microsoft.com', upn: 'ann@contoso.com' })
  })
})
