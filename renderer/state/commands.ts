import type { Command } from '../lib/commands.ts'
import { navScreens, screenTitles, type Screen } from '../lib/screens.ts'
import { accountName } from './accounts.svelte.ts'
import type { Session } from './session.svelte.ts'

/** Everything that the command palette offers right now. */
export function commandsOf(session: Session): Command[] {
  const { app, accounts, profiles, tenants, navigation } = session
  const status = app.current
  if (status === null) return []
  const account = accounts.selected
  const command = (group: Command['group'], label: string, run: () => void, keywords: string[] = []): Command => ({
    commandId: `${group} ${label} ${keywords.join(' ')}`,
    group,
    label,
    keywords,
    run
  })
  const go = (screen: Screen) => () => {
    navigation.go(screen)
  }
  const screens = [...navScreens, 'vault' as const, 'offline' as const, 'practice' as const, 'profiles' as const].map(
    (screen) => command('Screens', screenTitles[screen], go(screen), screen === 'offline' ? ['prepare', 'network'] : [])
  )
  const actions = [
    command('Actions', 'Add account', () => {
      navigation.signIn()
    }),
    command('Actions', 'Acquire token', () => {
      navigation.go('tokens')
      navigation.open('acquire')
    }),
    command('Actions', 'Theme: as the system', () => void app.chooseTheme('system')),
    command('Actions', 'Theme: light', () => void app.chooseTheme('light')),
    command('Actions', 'Theme: dark', () => void app.chooseTheme('dark')),
    status.practice.state === 'running'
      ? command('Actions', 'Stop the practice cloud', () => void app.stopPractice())
      : command('Actions', 'Start the practice cloud', () => void app.startPractice()),
    ...(status.vault.mode === 'keychain'
      ? [command('Actions', 'Lock Graticule', () => void app.lockVault(), ['vault'])]
      : [command('Actions', 'Try the keychain again', () => void app.retryVault(), ['vault', 'unlock'])]),
    command(
      'Actions',
      'Add a profile…',
      () => {
        navigation.go('profiles')
        navigation.open('profile')
      },
      ['cloud']
    )
  ]
  const others = profiles.list
    .filter(({ inUse }) => !inUse)
    .map(({ profileId, name, cloud }) =>
      command('Profiles', `Switch to ${name}`, () => void app.useProfile(profileId), [cloud, 'profile'])
    )
  const switches = accounts.list.map((one) =>
    command(
      'Accounts',
      `Use ${accountName(one)}`,
      () => {
        void accounts.select(one.accountId)
        void tenants.need(one.accountId)
      },
      [one.displayName, one.accountId]
    )
  )
  const directories =
    account === null
      ? []
      : tenants
          .listOf(account.accountId)
          .map((tenant) =>
            command('Tenants', tenant.displayName, () => void tenants.select(account.accountId, tenant), [
              tenant.defaultDomain ?? '',
              tenant.tenantId
            ])
          )
  return status.cloud === null ? actions : [...screens, ...actions, ...others, ...switches, ...directories]
}
