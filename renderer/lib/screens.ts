/** A screen with its own entry in the rail, in the order of its shortcut. */
export const navScreens = ['tenants', 'tokens', 'access', 'keys'] as const

/** Everything the window can show; `starting` is before the first answers. */
export type Screen =
  'starting' | 'choose-cloud' | 'sign-in' | 'vault' | 'offline' | 'practice' | 'profiles' | (typeof navScreens)[number]

/** The heading of each screen. */
export const screenTitles: Record<Screen, string> = {
  starting: 'Starting',
  'choose-cloud': 'Choose a cloud',
  'sign-in': 'Sign in',
  tenants: 'Tenants',
  tokens: 'Tokens',
  access: 'Test access',
  keys: 'Keys',
  vault: 'Vault',
  offline: 'Go offline',
  practice: 'Practice cloud',
  profiles: 'Profiles'
}
