import { makeDefaultWorld } from './default-world.ts'
import type { Membership, Tenant, World } from './model.ts'
import { newMfaCode, newPassword } from './random-secrets.ts'
import { numbersFrom } from './seeded-numbers.ts'
import { stableId } from './stable-id.ts'

const TENANT_COUNT = 300

/** Names that a screen must survive: right to left, very long, emoji, markup. */
const AWKWARD_NAMES = [
  'بلدية الرياض للمساحة',
  'עיריית תל אביב – מחלקת מיפוי',
  'מפות and خرائط mixed (GIS)',
  `Office of ${'the Joint Regional Cadastre and '.repeat(7)}Survey`,
  'Donaudampfschifffahrtsgesellschaftsvermessungsabteilung'.repeat(4),
  '🗺️ Maps & 🛰️ Satellites 👩🏽‍🚀',
  '<img src=x onerror=alert(1)> Survey',
  '"><script>alert(1)</script>',
  "Robert'); DROP TABLE tenants;--",
  '‮gnirevoC egamI‬ Ltd',
  '   ',
  '國土測繪中心'
]

const PLACES = ['Alder', 'Birch', 'Cedar', 'Dune', 'Elm', 'Fjord', 'Glen', 'Harbor', 'Isle', 'Juniper', 'Kelp', 'Lake']
const TRADES = ['Survey', 'Cadastre', 'Water Board', 'Parks', 'Roads', 'Forestry', 'Geodesy', 'Harbour Office']

/** The default world with one more person, users[4], who is a guest in so many tenants that there are 300 in all. */
export const makeCrowdedWorld = (seed = 1): World => {
  const world = makeDefaultWorld()
  const home = world.tenants[0]
  if (home === undefined) throw new Error('The default world has no tenant.')
  const next = numbersFrom(seed)
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? ''
  const regions: Tenant['regionScope'][] = ['NA', 'EU', 'WW']
  while (world.tenants.length < TENANT_COUNT) {
    const number = world.tenants.length
    const key = `crowd${String(number)}`
    // An awkward name at every 25th place, so that they are met on each screenful of a long list.
    const awkward = number % 25 === 4 ? AWKWARD_NAMES[Math.floor(number / 25)] : undefined
    world.tenants.push({
      tenantId: stableId(`tenant:${String(seed)}:${key}`),
      displayName: awkward ?? `${pick(PLACES)} ${pick(TRADES)} ${String(number)}`,
      defaultDomain: `${key}.example`,
      domains: [`${key}.example`, `${key}.onmicrosoft.com`],
      countryCode: 'US',
      regionScope: regions[Math.floor(next() * 3)] ?? 'WW',
      mfaRequired: false,
      asksToStaySignedIn: false
    })
  }
  const place = (tenantId: string, kind: Membership['kind']): Membership => ({
    tenantId,
    objectId: stableId(`user:crowd@${tenantId}`),
    kind,
    mfaRequired: false,
    administrator: false
  })
  world.users.splice(4, 0, {
    userPrincipalName: `tess@${home.defaultDomain}`,
    displayName: 'Tess Abernathy',
    givenName: 'Tess',
    surname: 'Abernathy',
    password: newPassword(),
    enabled: true,
    locked: false,
    passwordExpired: false,
    mfaRequired: false,
    mfaRegistered: true,
    mfaCode: newMfaCode(),
    memberships: [
      place(home.tenantId, 'member'),
      ...world.tenants.filter((one) => one !== home).map((one) => place(one.tenantId, 'guest'))
    ]
  })
  return { ...world, name: 'crowded' }
}
