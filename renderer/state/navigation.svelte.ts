import { isChainStep } from '#contract/default-credential'
import { wantedAgain } from '#contract/host-identity'
import type { Account, SignInDefaults, WantedIdentity } from '#contract/model'
import { noDefaults } from '#contract/profile'
import type { Screen } from '../lib/screens.ts'

/** What the window shows: a screen, the panel beside it, and the layer above it. */
export class Navigation {
  screen = $state<Screen>('starting')
  /** The side panel of the screen, by a name that the screen gives. */
  panel = $state.raw<{ name: string; id: string | null } | null>(null)
  layer = $state<'palette' | 'shortcuts' | null>(null)
  /** What the sign-in form starts with, before what the profile has. */
  signInStart = $state.raw<SignInDefaults & { identity?: WantedIdentity }>(noDefaults)

  go(screen: Screen): void {
    if (this.screen !== screen) this.panel = null
    this.layer = null
    this.screen = screen
  }

  open(name: string, id: string | null = null): void {
    this.panel = { name, id }
  }

  close(): void {
    this.panel = null
  }

  /** To the sign-in form, for a certain tenant where one is given. */
  signIn(tenant: string | null = null): void {
    this.signInStart = { ...noDefaults, tenant }
    this.go('sign-in')
  }

  /** To the sign-in form, for an account that was signed in before: an application proves itself in the same way. */
  signInAgain(account: Account): void {
    const { homeTenantId: tenant, clientId, credential } = account
    this.signIn(tenant)
    if (credential === null) return
    if (isChainStep(credential) && credential !== 'managed-identity') {
      this.signInStart = { ...noDefaults, method: 'default' }
      return
    }
    const identity = credential === 'managed-identity' ? { identity: wantedAgain(account) } : {}
    this.signInStart = { tenant, clientId, method: credential, ...identity }
  }
}
