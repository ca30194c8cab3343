import type { EventName } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { PracticeStatus } from '#contract/model'
import { certificateReader } from '../../electron/adapters/certificate/certificate-reader.ts'
import { azureClouds, type Cloud } from '../../electron/knowledge/clouds.ts'
import { AppFailure } from '../../electron/services/app-failure.ts'
import { composeServices, type Outside, type Services } from '../../electron/services/compose.ts'
import type {
  CertificateFile,
  Clipboard,
  Clouds,
  ListedTenant,
  ProbeAnswer,
  ServiceProbe,
  Vault,
  VaultCare
} from '../../electron/services/ports.ts'
import { FakeClock } from './clock.ts'
import { FakeEntra, tenantA, tenantB } from './entra.ts'
import { FakePracticeCloud } from './practice-cloud.ts'
import { FakeVault } from './vault.ts'

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
