import type { Api } from '#contract/api'
import type { AppStatus } from '#contract/model'
import type { Result } from '#contract/result'
import type { WireSwitches } from '../wire-switches.ts'
import { ok, type Desk } from './desk.ts'
import { clientId, inMinutes } from './facts.ts'
import { practiceWorld } from './practice-world.ts'
import { profileInUse } from './profile-list.ts'

/** The status that goes with the switches. */
export function statusOf(switches: WireSwitches): AppStatus {
  const vaults = {
    ok: {
      mode: 'keychain',
      keyState: 'ok',
      keychain: 'Secret Service',
      quarantinedRecords: 0,
      failure: null,
      damage: null
    },
    'memory-only': {
      mode: 'memory-only',
      keyState: 'unavailable',
      keychain: 'Secret Service',
      quarantinedRecords: 0,
      failure: null,
      damage: null
    },
    locked: {
      mode: 'closed',
      keyState: 'locked',
      keychain: 'Secret Service',
      quarantinedRecords: 0,
      failure: { code: 'keychain-locked' },
      damage: null
    },
    damaged: {
      mode: 'keychain',
      keyState: 'ok',
      keychain: 'Secret Service',
      quarantinedRecords: 2,
      failure: null,
      damage: {
        quarantinedAs: 'C:\\Users\\ann\\AppData\\Local\\Graticule\\vault-damaged-2026-04-11T16-20-00-000Z',
        salvage: {
          broughtOver: 41,
          lost: [
            { kind: 'msal-cache', label: 'stored sign-in', whose: 'ann@contoso.com' },
            { kind: 'access-token', label: 'access token', whose: 'ann@contoso.com' }
          ],
          lostNames: 0
        }
      }
    }
  } satisfies Record<WireSwitches['vault'], AppStatus['vault']>
  return {
    version: '0.1.0',
    platform: 'linux',
    profile: profileInUse(switches),
    cloud: switches.cloud,
    clouds: [
      {
        cloud: 'public',
        label: 'Azure',
        signInHost: 'login.microsoftonline.com',
        mapsEndpoint: 'https://atlas.microsoft.com'
      },
      {
        cloud: 'usgov',
        label: 'Azure US Government',
        signInHost: 'login.microsoftonline.us',
        mapsEndpoint: 'https://atlas.azure.us'
      },
      { cloud: 'china', label: 'Azure in China', signInHost: 'login.partner.microsoftonline.cn', mapsEndpoint: null },
      { cloud: 'practice', label: 'Practice cloud', signInHost: null, mapsEndpoint: null }
    ],
    theme: switches.theme,
    vault: vaults[switches.vault],
    offlineSince: switches.offline ? inMinutes(-34) : null,
    practice: { state: switches.practice, world: switches.practice === 'running' ? practiceWorld : null },
    practiceWeather: [],
    defaultClientId: clientId,
    defaultClientName: 'Developer sign-on'
  }
}

/** Changes what the wire pretends and answers the status then. */
export async function statusAfter(desk: Desk, change: Partial<WireSwitches>): Promise<Result<AppStatus>> {
  await desk.wait()
  desk.change(change)
  return ok(statusOf(desk.switches))
}

/** The answers about the app as a whole. */
export function appAnswers(desk: Desk): Pick<Api, 'getStatus' | 'chooseTheme'> {
  return {
    getStatus: () => statusAfter(desk, {}),
    chooseTheme: ({ theme }) => statusAfter(desk, { theme })
  }
}
