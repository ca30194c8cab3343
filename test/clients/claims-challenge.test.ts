import { SubscriptionClient } from '@azure/arm-resources-subscriptions'
import { AuthenticationRequiredError, DeviceCodeCredential } from '@azure/identity'
import { SecretClient } from '@azure/keyvault-secrets'
import { describe, expect, it } from 'vitest'
import { challengeTokens, revokeSessions } from '../../practice/entra/revocation.ts'
import { BrowserScript } from './browser-script.ts'
import { ARM_SCOPE, at, withPracticeCloud } from './practice-fixture.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })
trustProcessWide(fixture)
const ann = () => at(fixture.cloud.world.users, 0)

/** Signs ann in by device code, and counts how often she is asked. */
const signedInCredential = (automatic = true): { credential: DeviceCodeCredential; asked: () => number } => {
  let count = 0
  const credential = new DeviceCodeCredential({
    authorityHost: fixture.cloud.ready.endpoints.login,
    disableInstanceDiscovery: true,
    tenantId: at(fixture.cloud.ready.tenants, 0).tenantId,
    disableAutomaticAuthentication: !automatic,
    retryOptions: { maxRetries: 0 },
    userPromptCallback: ({ userCode, verificationUri }) => {
      count += 1
      const browser = new BrowserScript()
      void (async () => {
        const account = await browser.press(await browser.open(verificationUri), 'next', { otc: userCode })
        await browser.press(await browser.signIn(account, ann()), 'continue')
      })()
    }
  })
  return { credential, asked: () => count }
}

const listSubscriptions = async (client: SubscriptionClient): Promise<(string | undefined)[]> => {
  const found = []
  for await (const { displayName } of client.subscriptions.list()) found.push(displayName)
  return found
}

const answered = async (path: string): Promise<unknown[]> =>
  (await fixture.requests()).filter((one) => String(one.path).startsWith(path)).map(({ status }) => status)

describe('@azure/arm-resources-subscriptions', () => {
  /** The one setting besides the address: without it the scope is made from the address. */
  const settings = () => ({
    endpoint: fixture.cloud.ready.endpoints.arm,
    credentialScopes: ARM_SCOPE,
    retryOptions: { maxRetries: 0 }
  })
  const client = (credential: DeviceCodeCredential): SubscriptionClient =>
    new SubscriptionClient(credential, settings())

  it('a claims challenge, answered with a newer token without asking the person', async () => {
    const { credential, asked } = signedInCredential()
    const subscriptions = client(credential)
    expect(await listSubscriptions(subscriptions)).toContain('Contoso GIS production')
    challengeTokens(ann())
    expect(await listSubscriptions(subscriptions)).toContain('Contoso GIS production')
    expect(await answered('/subscriptions')).toEqual([200, 401, 200])
    expect(asked()).toBe(1)
  })

  it('a claims challenge after the sessions were revoked, which needs the person', async () => {
    const { credential, asked } = signedInCredential(false)
    await credential.authenticate(ARM_SCOPE, { enableCae: true })
    const subscriptions = client(credential)
    await listSubscriptions(subscriptions)
    revokeSessions(ann())
    await expect(listSubscriptions(subscriptions)).rejects.toBeInstanceOf(AuthenticationRequiredError)
    await credential.authenticate(ARM_SCOPE, { enableCae: true })
    expect(await listSubscriptions(subscriptions)).toContain('Contoso GIS production')
    expect(asked()).toBe(2)
  })
})

describe('@azure/keyvault-secrets', () => {
  it('a claims challenge, answered with a newer token without asking the person', async () => {
    const { credential, asked } = signedInCredential()
    const secrets = new SecretClient(at(fixture.cloud.ready.vaults, 0).endpoint, credential, {
      disableChallengeResourceVerification: true,
      retryOptions: { maxRetries: 0 }
    })
    const read = async (): Promise<string | undefined> => (await secrets.getSecret('azure-maps-key')).value
    expect(await read()).toBe(at(fixture.cloud.ready.maps, 0).primaryKey)
    challengeTokens(ann())
    expect(await read()).toBe(at(fixture.cloud.ready.maps, 0).primaryKey)
    expect(await answered('/secrets')).toEqual([401, 200, 401, 200])
    expect(asked()).toBe(1)
  })
})
