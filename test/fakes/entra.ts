import type { Failure } from '#contract/failure'
import { AppFailure } from '../../electron/services/app-failure.ts'
import type { AcquiredToken, Clock, Entra, SignedInAccount } from '../../electron/services/ports.ts'

export const tenantA = 'aaaaaaaa-0000-4000-8000-000000000001'
export const tenantB = 'bbbbbbbb-0000-4000-8000-000000000002'
export const clientId = 'cccccccc-0000-4000-8000-000000000003'

/** Entra ID that answers at once: tokens that name whom they are for, or the failure that is set. */
export class FakeEntra implements Entra {
  readonly #clock: Clock
  /** Requests that would have gone to the network. */
  readonly asked: { accountId: string; tenantId: string; scope: string }[] = []
  /** Claims that services asked for. */
  readonly claimsAsked: string[] = []
  readonly secretsSent: string[] = []
  readonly forgotten: string[] = []
  failure: Failure | null = null
  lifetimeSeconds = 3600
  /** Answers to token requests wait for it. */
  gate: Promise<void> = Promise.resolve()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  readonly signInInBrowser: Entra['signInInBrowser'] = async ({ profileId }) => this.#answer(() => annIn(profileId))
  readonly signInByDeviceCode: Entra['signInByDeviceCode'] = async ({
    profileId,
    cloud,
    clientId: app,
    tenant,
    onStep
  }) => {
    onStep({
      step: 'device-code',
      userCode: 'H7K29QXP',
      verificationUri: 'https://microsoft.com/devicelogin',
      expiresAt: new Date(this.#clock.now() + 900_000).toISOString(),
      applicationName: 'Graticule',
      clientId: app,
      tenant,
      cloudLabel: cloud.label
    })
    return this.#answer(() => annIn(profileId))
  }
  readonly signInWithClientSecret: Entra['signInWithClientSecret'] = async ({
    profileId,
    clientId: app,
    clientSecret
  }) => {
    this.secretsSent.push(clientSecret)
    return this.#answer(() => ({
      ...annIn(profileId),
      accountId: `${profileId}.${app}.${tenantA}`,
      kind: 'application',
      username: app,
      displayName: app,
      clientId: app,
      credential: 'client-secret'
    }))
  }
  readonly signInWithCertificate: Entra['signInWithCertificate'] = async ({ profileId, clientId: app, certificate }) =>
    this.#answer(() => ({
      ...annIn(profileId),
      accountId: `${profileId}.${app}.${tenantA}`,
      kind: 'application',
      username: app,
      displayName: app,
      clientId: app,
      credential: 'certificate',
      credentialExpiresAt: certificate.expiresAt
    }))
  readonly signInWithManagedIdentity: Entra['signInWithManagedIdentity'] = async ({ profileId, identity }) =>
    this.#answer(() => ({
      ...annIn(profileId),
      accountId: `${profileId}.${clientId}.${tenantA}`,
      kind: 'application',
      username: clientId,
      displayName: 'survey-machine',
      credential: 'managed-identity',
      managedIdentity: { chosenBy: identity.by, objectId: tenantB, resourceId: null }
    }))
  readonly signInByDefaultCredential: Entra['signInByDefaultCredential'] = async ({ profileId, onTrace }) => {
    onTrace([{ step: 'azure-cli', state: 'used', why: 'It gave the token.', tookMs: 700 }])
    return this.#answer(() => ({ ...annIn(profileId), credential: 'azure-cli' }))
  }
  readonly acquireToken: Entra['acquireToken'] = async ({ account, tenantId, scope, claims }) => {
    await this.gate
    return this.#answer((): AcquiredToken => {
      if (claims != null) this.claimsAsked.push(claims)
      this.asked.push({ accountId: account.accountId, tenantId, scope })
      const expiresAt = this.#clock.now() + this.lifetimeSeconds * 1000
      return {
        accessToken: jwt({
          aud: scope,
          tid: tenantId,
          appid: account.clientId,
          scp: 'user_impersonation',
          exp: expiresAt / 1000
        }),
        expiresAt,
        tenantId,
        scopes: [scope],
        fromNetwork: true
      }
    })
  }
  readonly forget: Entra['forget'] = async ({ accountId }) => {
    this.forgotten.push(accountId)
  }

  #answer<T>(make: () => T): T {
    if (this.failure !== null) throw new AppFailure(this.failure)
    return make()
  }
}

/** A token of the right shape with nothing behind its signature. */
export function jwt(payload: Record<string, unknown>): string {
  const part = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64url')
  return `${part({ alg: 'RS256', kid: 'k1' })}.${part(payload)}.not-signed`
}

function annIn(profileId: string): SignedInAccount {
  return {
    accountId: `${profileId}.${clientId}.ann`,
    kind: 'user',
    username: 'ann@contoso.com',
    displayName: 'Ann',
    homeTenantId: tenantA,
    clientId,
    credential: null,
    credentialExpiresAt: null
  }
}
