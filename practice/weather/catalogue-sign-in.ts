import { APP, type CatalogueEntry, given, number, RESOURCE, USER } from './catalogue-entry.ts'
import type { WeatherRule } from './rules.ts'

/** The claims that a Conditional Access policy wants; the id of the policy is made up. */
const POLICY_CLAIMS = JSON.stringify({
  access_token: { capolids: { essential: true, values: ['c0ffee00-0000-4000-8000-000000053003'] } }
})

const orEverySignIn = (match: WeatherRule['match']): WeatherRule['match'] =>
  Object.keys(match).length === 0 ? { service: 'login', pathIncludes: '/oauth2/' } : match

/** Weathers of signing in: what Entra ID says no to. */
export const BLOCKED: readonly CatalogueEntry[] = [
  {
    id: 'conditional-access-device-code',
    name: 'Conditional Access blocks device code',
    description: 'Whoever enters a device code is told AADSTS53003, on the page and at the token endpoint.',
    parameters: [USER, APP],
    make: (values) => ({
      match: { ...given(values, 'user', 'app'), flow: 'device-code' },
      do: { kind: 'aadsts', code: 53003, error: 'access_denied' }
    })
  },
  {
    id: 'conditional-access-blocks',
    name: 'Conditional Access blocks a person or an API',
    description: 'Every sign-in and every renewal ends with AADSTS53003.',
    parameters: [USER, APP, RESOURCE],
    make: (values) => ({
      match: orEverySignIn(given(values, 'user', 'app', 'resource')),
      do: { kind: 'aadsts', code: 53003, claims: POLICY_CLAIMS }
    })
  },
  {
    id: 'device-not-compliant',
    name: 'The device is not compliant',
    description: 'Tokens for a person are refused with AADSTS53000 until the device is repaired.',
    parameters: [{ ...USER, needed: true }, RESOURCE],
    make: (values) => ({
      match: given(values, 'user', 'resource'),
      do: { kind: 'aadsts', code: 53000, claims: POLICY_CLAIMS }
    })
  },
  {
    id: 'mfa-asked-again',
    name: 'A second factor is asked again',
    description: 'Silent renewals end with AADSTS50076 and claims; signing in on the page works.',
    parameters: [USER, RESOURCE],
    make: (values) => ({
      match: { ...given(values, 'user', 'resource'), flow: 'refresh-token' },
      do: { kind: 'aadsts', code: 50076, claims: POLICY_CLAIMS }
    })
  },
  {
    id: 'sessions-revoked',
    name: 'Sessions are revoked',
    description: 'Refresh tokens end with AADSTS50173, as after a changed password.',
    parameters: [USER],
    make: (values) => ({
      match: { ...given(values, 'user'), flow: 'refresh-token' },
      do: { kind: 'aadsts', code: 50173 }
    })
  },
  {
    id: 'client-secret-expired',
    name: 'The client secret has expired',
    description: 'An application that asks for a token of its own is told AADSTS7000222.',
    parameters: [APP],
    make: (values) => ({
      match: { ...given(values, 'app'), flow: 'client-credentials' },
      do: { kind: 'aadsts', code: 7000222 }
    })
  },
  {
    id: 'consent-missing',
    name: 'Consent is missing',
    description: 'Silent renewals end with AADSTS65001 until the person agrees on the consent page again.',
    parameters: [APP, RESOURCE, USER],
    make: (values) => ({ match: given(values, 'app', 'resource', 'user'), do: { kind: 'consent-missing' } })
  },
  {
    id: 'role-not-effective',
    name: 'Role not yet effective',
    description:
      "Services do not honour the person's or application's roles yet; without one, changes to come are late.",
    parameters: [USER, APP, number('minutes', 'How many minutes it takes', 10, 0, 60)],
    make: (values) => ({
      match: given(values, 'user', 'app'),
      do: { kind: 'role-delay', seconds: Number(values.minutes) * 60 }
    })
  },
  {
    id: 'key-roll-over',
    name: 'Key rollover',
    description: 'Entra ID signs with a new key from now on; the old one stays published.',
    parameters: [],
    make: () => ({ match: {}, do: { kind: 'key-roll-over' } })
  }
]
