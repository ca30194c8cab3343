import type { Screen } from '../lib/screens.ts'

/** What the window shows: a screen, the panel beside it, and the layer above it. */
export class Navigation {
  screen = $state<Screen>('starting')
  /** The side panel of the screen, by a name that the screen gives. */
  panel = $state.raw<{ name: string; id: string | null } | null>(null)
  layer = $state<'palette' | 'shortcuts' | null>(null)
  /** What the sign-in form starts with. */
  signInTenant = $state<string | null>(null)

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
    this.signInTenant = tenant
    this.go('sign-in')
  }
}
