import type { FolderRights } from '#contract/model'
import { AccessTest } from './access-test.ts'
import { Accounts } from './accounts.ts'
import { Certificates } from './certificates.ts'
import { Changes } from './changes.ts'
import { Claims } from './claims.ts'
import { Network } from './network.ts'
import { OfflinePlans } from './offline-plans.ts'
import { Offline } from './offline.ts'
import { Operations } from './operations.ts'
import type {
  Browser,
  CertificateDialog,
  CertificateReader,
  Clipboard,
  Clock,
  Clouds,
  Connection,
  Emit,
  Entra,
  Ids,
  PracticeCloud,
  PracticeProcess,
  Presence,
  ResourceManager,
  ScreenCapture,
  ServiceProbe,
  SigningKeys,
  Vault,
  VaultCare
} from './ports.ts'
import { Profiles } from './profiles.ts'
import { Settings } from './settings.ts'
import { SignIn } from './sign-in.ts'
import { Status } from './status.ts'
import { Targets } from './targets.ts'
import { Tenants } from './tenants.ts'
import { TokenDisclosure } from './token-disclosure.ts'
import { Tokens } from './tokens.ts'
import { VaultHealth } from './vault-health.ts'

/** Every outside thing the services need. */
export interface Outside {
  vault: Vault & VaultCare
  clouds: Clouds
  entra: Entra
  arm: ResourceManager
  signingKeys: SigningKeys
  probe: ServiceProbe
  clipboard: Clipboard
  screenCapture: ScreenCapture
  browser: Browser
  certificateDialog: CertificateDialog
  certificateReader: CertificateReader
  practice: PracticeProcess
  practiceCloud: PracticeCloud
  presence: Presence
  clock: Clock
  connection: Connection
  ids: Ids
  emit: Emit
  version: string
  platform: string
  /** Whether others of this computer are kept out of the data folder. */
  folderRights: () => FolderRights
  /** ID of the profile that a command works in; null where the stored choice counts. */
  fixedProfile: string | null
}

/** The services, wired; what both the window and the command line work with. */
export interface Services {
  operations: Operations
  settings: Settings
  network: Network
  accounts: Accounts
  signIn: SignIn
  certificates: Certificates
  tenants: Tenants
  targets: Targets
  profiles: Profiles
  tokens: Tokens
  tokenDisclosure: TokenDisclosure
  claims: Claims
  accessTest: AccessTest
  offlinePlans: OfflinePlans
  offline: Offline
  status: Status
  vaultHealth: VaultHealth
  changes: Changes
}

/** Wires the services by hand; each takes just what it needs. */
export function composeServices(given: Outside): Services {
  // What knows all of them is made last.
  const changed = (): void => {
    changes.tell()
  }
  const outside = { ...given, changed }
  const operations = new Operations()
  const network = new Network({ ...outside, isPracticeRunning: () => isRunning(outside.practiceCloud) })
  const settings = new Settings(outside.vault, outside.clouds, outside.fixedProfile)
  const accounts = new Accounts({ ...outside, settings })
  const tenants = new Tenants({ ...outside, settings, accounts, network })
  const targets = new Targets({ ...outside, settings })
  const profiles = new Profiles({ ...outside, settings, accounts, targets })
  const tokens = new Tokens({ ...outside, settings, accounts, tenants, network })
  const tokenDisclosure = new TokenDisclosure({ ...outside, tokens, settings, targets })
  const claims = new Claims({ ...outside, tokens, accounts, settings, network })
  const signIn = new SignIn({ ...outside, accounts, settings, network, operations })
  const certificates = new Certificates(outside)
  const accessTest = new AccessTest({ ...outside, targets, accounts, tokens, settings, network })
  const offlinePlans = new OfflinePlans({ ...outside, accounts, profiles, tenants, tokens })
  const offline = new Offline({ plans: offlinePlans, accounts, tokens })
  const status = new Status({ ...outside, settings, network })
  const vaultHealth = new VaultHealth({ ...outside, settings })
  const changes = new Changes({
    ...outside,
    settings,
    read: {
      'status-changed': () => status.get(),
      'profiles-changed': () => profiles.list(),
      'accounts-changed': () => accounts.list(),
      'tokens-changed': () => tokens.list(),
      'targets-changed': () => targets.list()
    }
  })
  return {
    operations,
    settings,
    network,
    accounts,
    signIn,
    certificates,
    tenants,
    targets,
    profiles,
    tokens,
    tokenDisclosure,
    claims,
    accessTest,
    offlinePlans,
    offline,
    status,
    vaultHealth,
    changes
  }
}

/** What sets the weather answers whatever the weather. */
async function isRunning(practice: PracticeCloud): Promise<boolean> {
  return practice.listWeather().then(
    () => true,
    () => false
  )
}
