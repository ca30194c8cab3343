import { createContext, untrack } from 'svelte'
import type { Api, Wire } from '#contract/api'
import type { Account } from '#contract/model'
import { AccessTest } from './access-test.svelte.ts'
import { Accounts } from './accounts.svelte.ts'
import { AppState } from './app-state.svelte.ts'
import { Clock } from './clock.svelte.ts'
import { Navigation } from './navigation.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { Offline } from './offline.svelte.ts'
import { PracticeCloud } from './practice.svelte.ts'
import { Profiles } from './profiles.svelte.ts'
import { SignIn } from './sign-in.svelte.ts'
import { Targets } from './targets.svelte.ts'
import { Tenants } from './tenants.svelte.ts'
import { Tokens } from './tokens.svelte.ts'
import { VaultHealth } from './vault-health.svelte.ts'

/** All state of the window, wired once. */
export class Session {
  readonly clock = new Clock()
  readonly notices = new Notices()
  readonly navigation = new Navigation()
  readonly app: AppState
  readonly profiles: Profiles
  readonly accounts: Accounts
  readonly tenants: Tenants
  readonly tokens: Tokens
  readonly targets: Targets
  readonly signIn: SignIn
  readonly accessTest: AccessTest
  readonly vaultHealth: VaultHealth
  readonly offline: Offline
  readonly practiceCloud: PracticeCloud
  readonly api: Api
  readonly #on: Wire['on']
  #entered: string | null = null

  constructor(api: Api, on: Wire['on']) {
    const profileId = () => this.app.current?.profile?.profileId ?? null
    this.api = api
    this.#on = on
    this.app = new AppState(api, this.notices)
    this.profiles = new Profiles(api, this.notices)
    this.accounts = new Accounts(api, this.notices, profileId)
    this.tenants = new Tenants(api, this.notices)
    this.tokens = new Tokens(api, this.notices)
    this.targets = new Targets(api, this.notices, profileId)
    this.signIn = new SignIn(api)
    this.accessTest = new AccessTest(api)
    this.vaultHealth = new VaultHealth(api, this.notices)
    this.offline = new Offline(api, this.notices)
    this.practiceCloud = new PracticeCloud(api, this.notices)
  }

  /** Listens, and asks for the first answers. */
  start(): () => void {
    const stops = [
      this.clock.start(),
      this.#on('status-changed', (status) => {
        this.app.receive(status)
      }),
      this.#on('accounts-changed', (accounts) => {
        this.accounts.receive(accounts)
      }),
      this.#on('profiles-changed', (profiles) => {
        this.profiles.receive(profiles)
      }),
      this.#on('tokens-changed', (tokens) => {
        this.tokens.receive(tokens)
      }),
      this.#on('targets-changed', (targets) => {
        this.targets.receive(targets)
      }),
      this.#on('sign-in-progressed', (progress) => {
        this.signIn.receive(progress)
      }),
      this.#on('access-test-progressed', (progress) => {
        this.accessTest.receive(progress)
      }),
      this.#on('offline-progressed', (progress) => {
        this.offline.receive(progress)
      })
    ]
    void this.app.load()
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** Fetches the lists again when another profile is in use or the vault opened; to be called in an effect. */
  follow(): void {
    const status = this.app.current
    if (status === null) return
    const profileId = status.profile?.profileId ?? ''
    const entered = `${profileId} ${status.vault.mode}`
    if (entered === this.#entered) return
    const profileChanged = this.#entered?.split(' ')[0] !== profileId
    this.#entered = entered
    untrack(() => {
      if (status.profile === null) this.navigation.go('choose-cloud')
      else void this.#enter(profileChanged)
    })
  }

  /** Fetches what another process may have changed unheard, as when the window is worked in again. */
  async lookAgain(): Promise<void> {
    if (this.app.current?.profile != null) await Promise.all([this.tokens.load(), this.targets.load()])
  }

  /** Comes in as one of the practice people, in the practice cloud. */
  async signInAs(userPrincipalName: string): Promise<void> {
    if (this.app.current?.cloud !== 'practice' && !(await this.app.useProfile('practice'))) return
    this.navigation.signIn()
    const account = await this.signIn.startAs(userPrincipalName)
    if (account !== null) await this.welcome(account)
  }

  /** Works with an account that has just signed in. */
  async welcome(account: Account): Promise<void> {
    await this.accounts.load()
    void this.accounts.select(account.accountId)
    this.notices.say(`Signed in as ${account.displayName}.`)
    this.tenants.forget(account.accountId)
    this.navigation.go('tenants')
  }

  async #enter(profileChanged: boolean): Promise<void> {
    if (profileChanged) {
      this.navigation.close()
      this.accounts.clear()
      this.tenants.clear()
      this.tokens.clear()
      this.targets.clear()
      this.accessTest.clear()
    }
    await Promise.all([
      this.profiles.load(),
      this.accounts.load(),
      this.tenants.loadAgain(),
      this.tokens.load(),
      this.targets.load()
    ])
    const { screen } = this.navigation
    const firstScreen =
      this.accounts.loadable.state === 'ready' && this.accounts.list.length === 0 ? 'sign-in' : 'tokens'
    if (screen === 'starting' || screen === 'choose-cloud') this.navigation.go(firstScreen)
  }
}

/** The session of this window, for every component below the one that set it. */
export const [useSession, setSession] = createContext<Session>()
