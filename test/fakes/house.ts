import type { EventName } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { PracticeStatus } from '#contract/model'
import { certificateReader } from '../../electron/adapters/certificate/certificate-reader.ts'
import { azureClouds, type Cloud } from '../../electron/knowledge/clouds.ts'
import { AppFailure } from '../../electron/services/app-failure.ts'
import { composeServices, type Outside, type Services } from '../../electron/services/compose.ts'
import type {
  AcquiredToken,
  CertificateFile,
  Clipboard,
  Clock,
  Clouds,
  Entra,
  ListedTenant,
  ProbeAnswer,
  ServiceProbe,
  SignedInAccount,
  Vault,
  VaultCare
} from '../../electron/services/ports.ts'
import { FakePracticeCloud } from './practice-cloud.ts'
import { FakeVault } from './vault.ts'

export const tenantA = 'aaaaaaaa-0000-4000-8000-000000000001'
export const tenantB = 'bbbbbbbb-0000-4000-8000-000000000002'
export const clientId = 'cccccccc-0000-4000-8000-000000000003'

/** A clock that stands until it is moved. */
export class FakeClock implements Clock {
  time = Date.parse('2026-05-01T12:00:00Z')
  readonly now = (): number => this.time
  readonly sleep = (): Promise<void> => Promise.resolve()

  pass(seconds: number): void {
    this.time += seconds * 1000
  }
}

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

/** The services of the app on fakes, with what a test wants to look at. */
export interface House {
  services: Services
  vault: FakeVault
  clock: FakeClock
  /** Whether the system says that there is a network. */
  connection: { isUp: boolean }
  entra: FakeEntra
  events: { name: EventName; payload: unknown }[]
  copied: { text: string; clearAfterSeconds: number | null }[]
  /** For how many seconds the window was kept out of pictures of the screen, each time. */
  uncaptured: number[]
  /** What people were asked to confirm. */
  confirmed: string[]
  probed: Parameters<ServiceProbe['send']>[0][]
  /** What the next probes are answered; a failure where no answer comes. */
  answer: { current: (request: Parameters<ServiceProbe['send']>[0]) => ProbeAnswer | Failure }
  tenants: { current: ListedTenant[] | Failure }
  /** What the next dialog brings; null where it is closed. */
  chosenFiles: { current: CertificateFile[] | null }
}

/** Builds them; the cloud is chosen already. What is given takes the place of a fake, whose records then stay empty. */
export async function buildHouse(
  options: { clouds?: Cloud[]; platform?: string; vault?: Vault & VaultCare; outside?: Partial<Outside> } = {}
): Promise<House> {
  const vault = new FakeVault()
  const clock = new FakeClock()
  const entra = new FakeEntra(clock)
  const connection = { isUp: true }
  const events: House['events'] = []
  const copied: House['copied'] = []
  const probed: House['probed'] = []
  const answer: House['answer'] = { current: () => probeAnswer(200) }
  const tenants: House['tenants'] = {
    current: [
      { tenantId: tenantA, displayName: 'Contoso GIS', defaultDomain: 'contoso.com', isHome: true },
      { tenantId: tenantB, displayName: 'Fabrikam', defaultDomain: 'fabrikam.com', isHome: false }
    ]
  }
  const known = options.clouds ?? [azureClouds.public, azureClouds.usgov]
  const clouds: Clouds = { get: (name) => known.find((cloud) => cloud.name === name) ?? null, list: () => known }
  const clipboard: Clipboard = {
    copy: async (text, clearAfterSeconds) => void copied.push({ text, clearAfterSeconds }),
    clear: async () => undefined
  }
  const chosenFiles: House['chosenFiles'] = { current: null }
  const confirmed: string[] = []
  const uncaptured: number[] = []
  let ids = 0
  const stopped: PracticeStatus = { state: 'stopped', world: null }
  const outside: Outside = {
    vault: options.vault ?? vault,
    clock,
    connection: { isConnected: () => connection.isUp },
    entra,
    clouds,
    clipboard,
    certificateDialog: { choose: async () => chosenFiles.current },
    certificateReader,
    ids: { next: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}` },
    emit: (name, payload) => void events.push({ name, payload }),
    arm: { listTenants: async () => orThrow(tenants.current) },
    signingKeys: { verify: async () => ({ state: 'valid', keyId: 'k1' }) },
    probe: {
      send: async (request) => {
        probed.push(request)
        return orThrow(answer.current(request))
      }
    },
    browser: { open: async () => undefined },
    practice: {
      status: () => stopped,
      world: () => null,
      start: async () => stopped,
      stop: async () => stopped,
      look: () => undefined,
      onChange: () => undefined
    },
    practiceCloud: new FakePracticeCloud(),
    screenCapture: { refuseFor: (seconds) => void uncaptured.push(seconds) },
    presence: { confirm: async (reason) => void confirmed.push(reason) },
    folderRights: () => null,
    version: '0.0.0',
    platform: options.platform ?? 'linux',
    fixedProfile: null,
    ...options.outside
  }
  const services = composeServices(outside)
  await services.settings.chooseProfile(known[0]?.name ?? 'public')
  return {
    services,
    vault,
    clock,
    connection,
    entra,
    events,
    copied,
    uncaptured,
    confirmed,
    probed,
    answer,
    tenants,
    chosenFiles
  }
}

/** An answer of a service with nothing special in it. */
export function probeAnswer(status: number, errorCode: string | null = null): ProbeAnswer {
  return {
    status,
    latencyMs: 80,
    asPromised: status === 200,
    errorCode,
    errorMessage: null,
    correlationId: null,
    retryAfterSeconds: null,
    wantedClaims: null
  }
}

function orThrow<T extends object>(value: T | Failure): T {
  if ('code' in value) throw new AppFailure(value)
  return value
}
