import type { TracedSignIn } from '#contract/host-identity-api'
import type { Account, CopyReceipt, TracedStep, UserSignInMethod, WantedIdentity } from '#contract/model'
import { developerSignOn } from '../knowledge/clouds.ts'
import type { Accounts } from './accounts.ts'
import { AppFailure } from './app-failure.ts'
import { isGuid, parseGuid, parseRequired, parseTenant, parseWantedIdentity } from './input.ts'
import type { Network } from './network.ts'
import type { Operations } from './operations.ts'
import type {
  ApplicationCertificate,
  Browser,
  Clipboard,
  Emit,
  Entra,
  SignedInAccount,
  SignInStep,
  Vault
} from './ports.ts'
import { requireVault } from './require-vault.ts'
import type { Settings } from './settings.ts'

interface ShownCode {
  userCode: string
  verificationUri: string
}

/** Where an application signs in, and as which one. */
type ApplicationPlace = Omit<Parameters<Entra['signInWithClientSecret']>[0], 'clientSecret' | 'signal'>

/** Longest text that a form field of a sign-in takes. */
const longestSecret = 512

interface SignInParts {
  vault: Vault
  accounts: Accounts
  settings: Settings
  entra: Entra
  network: Network
  operations: Operations
  browser: Browser
  clipboard: Clipboard
  emit: Emit
}

/** Signs users and applications in, step by step, each sign-in under its operation id. */
export class SignIn {
  readonly #parts: SignInParts
  readonly #shownCodes = new Map<string, ShownCode>()

  constructor(parts: SignInParts) {
    this.#parts = parts
  }

  /** A person signs in, in the system browser or with a device code. */
  async withUser(request: {
    operationId: string
    method: UserSignInMethod
    tenant: string | null
    clientId: string | null
    practiceAccount?: string
  }): Promise<Account> {
    const { vault, accounts, settings, entra, network, operations } = this.#parts
    requireVault(vault)
    const { operationId, method } = request
    const [{ profileId }, cloud] = [settings.requireProfile(), settings.cloud()]
    const { practiceAccount } = request
    if (practiceAccount !== undefined && cloud.name !== 'practice') throw new AppFailure({ code: 'request-refused' })
    const tenant = request.tenant === null ? 'organizations' : parseTenant(request.tenant)
    const clientId = request.clientId === null ? developerSignOn.clientId : parseGuid('client-id', request.clientId)
    try {
      return await operations.run(operationId, async (signal) => {
        const onStep = (step: SignInStep): void => {
          this.#tell(operationId, step)
        }
        const signIn = {
          profileId,
          cloud,
          tenant,
          clientId,
          signal,
          onStep,
          ...(practiceAccount === undefined ? {} : { practiceAccount })
        }
        onStep({ step: 'contacting' })
        const signedIn = await network.use(
          cloud,
          method === 'interactive' ? entra.signInInBrowser(signIn) : entra.signInByDeviceCode(signIn)
        )
        onStep({ step: 'storing' })
        return accounts.remember(signedIn)
      })
    } finally {
      this.#shownCodes.delete(operationId)
    }
  }

  /** An application signs in with its client secret, which then lives in the vault. */
  async withClientSecret(request: {
    operationId: string
    tenant: string
    clientId: string
    clientSecret: string
    sendAnyway: boolean
  }): Promise<Account> {
    const place = this.#place(request)
    const clientSecret = parseRequired('client-secret', request.clientSecret)
    if (clientSecret.length > longestSecret) {
      throw new AppFailure({ code: 'input-too-long', field: 'client-secret', limit: longestSecret })
    }
    // The portal shows a secret's ID beside its value, and only the value works.
    if (isGuid(clientSecret) && !request.sendAnyway) throw new AppFailure({ code: 'client-secret-looks-like-id' })
    return this.#asApplication(request.operationId, place, (signal) =>
      this.#parts.entra.signInWithClientSecret({ ...place, clientSecret, signal })
    )
  }

  /** An application signs in with its certificate, which then lives in the vault with its private key. */
  async withCertificate(request: {
    operationId: string
    tenant: string
    clientId: string
    certificate: ApplicationCertificate
  }): Promise<Account> {
    const [place, { certificate }] = [this.#place(request), request]
    return this.#asApplication(request.operationId, place, (signal) =>
      this.#parts.entra.signInWithCertificate({ ...place, certificate, signal })
    )
  }

  /** The host that this runs on signs in as one of its managed identities. */
  async withManagedIdentity(request: { operationId: string; identity: WantedIdentity }): Promise<Account> {
    const place = this.#where()
    const identity = parseWantedIdentity(request.identity)
    return this.#asApplication(request.operationId, place, (signal) =>
      this.#parts.entra.signInWithManagedIdentity({ ...place, identity, signal })
    )
  }

  /** Signs in as whoever DefaultAzureCredential is here, and tells each of its steps. */
  async withDefaultCredential({ operationId }: { operationId: string }): Promise<TracedSignIn> {
    const place = this.#where()
    let trace: TracedStep[] = []
    const onTrace = (now: TracedStep[]): void => {
      trace = now
      this.#tell(operationId, { step: 'chain', trace })
    }
    const account = await this.#asApplication(operationId, place, (signal) =>
      this.#parts.entra.signInByDefaultCredential({ ...place, signal, onTrace })
    )
    return { account, trace }
  }

  /** Opens the page at which the shown code is entered. */
  async openPage(operationId: string): Promise<void> {
    await this.#parts.browser.open(this.#shown(operationId).verificationUri)
  }

  /** Copies the shown code; it is worth nothing once used, so it is not cleared. */
  async copyUserCode(operationId: string): Promise<CopyReceipt> {
    await this.#parts.clipboard.copy(this.#shown(operationId).userCode, null)
    return { what: 'Code', clearsAt: null }
  }

  #place(typed: { tenant: string; clientId: string }): ApplicationPlace {
    const where = this.#where()
    return { ...where, tenant: parseTenant(typed.tenant), clientId: parseGuid('client-id', typed.clientId) }
  }

  #where(): Pick<ApplicationPlace, 'profileId' | 'cloud'> {
    const { vault, settings } = this.#parts
    requireVault(vault)
    return { profileId: settings.requireProfile().profileId, cloud: settings.cloud() }
  }

  #asApplication(
    operationId: string,
    { cloud }: Pick<ApplicationPlace, 'cloud'>,
    ask: (signal: AbortSignal) => Promise<SignedInAccount>
  ): Promise<Account> {
    const { accounts, network, operations } = this.#parts
    return operations.run(operationId, async (signal) => {
      this.#tell(operationId, { step: 'contacting' })
      return accounts.remember(await network.use(cloud, ask(signal)))
    })
  }

  #shown(operationId: string): ShownCode {
    const shown = this.#shownCodes.get(operationId)
    if (shown === undefined) throw new AppFailure({ code: 'not-found', what: 'sign-in' })
    return shown
  }

  #tell(operationId: string, step: SignInStep): void {
    if (step.step === 'device-code') this.#shownCodes.set(operationId, step)
    this.#parts.emit('sign-in-progressed', { operationId, ...step })
  }
}
