import type { WorldInput } from './model.ts'
import type { Picker } from './seeded-numbers.ts'
import { stableId } from './stable-id.ts'

/** A tenant of the large world. */
export type LargeTenant = WorldInput['tenants'][number]

/** Somebody in the large world. */
export type LargePerson = NonNullable<WorldInput['users']>[number]

const PLACES = [
  'Alder',
  'Birch',
  'Cedar',
  'Dune',
  'Elm',
  'Fjord',
  'Glen',
  'Harbor',
  'Isle',
  'Juniper',
  'Kelp',
  'Lake'
] as const
const TRADES = ['Survey', 'Cadastre', 'Water Board', 'Parks', 'Roads', 'Forestry', 'Geodesy', 'Harbour Office'] as const
const GIVEN = [
  'Ada',
  'Ben',
  'Chiara',
  'Dmitri',
  'Elif',
  'Farid',
  'Grete',
  'Hiro',
  'Ines',
  'Jonas',
  'Kwame',
  'Lucía',
  'Mai',
  'Noor',
  'Oskar',
  'Pia'
] as const
const FAMILY = [
  'Abel',
  'Brandt',
  'Costa',
  'Demir',
  'Eriksen',
  'Fonseca',
  'Gupta',
  'Haddad',
  'Ito',
  'Jensen',
  'Kowalski',
  'Larsen',
  'Mbeki',
  'Novak',
  'Okoye',
  'Petrov'
] as const
const REGIONS = ['NA', 'EU', 'WW'] as const

/** One person in so many is a guest somewhere. */
const GUEST_EVERY = 8

/** Tenants with ids of their own for each seed. */
export const largeTenants = ({ one }: Picker, seed: number, count: number): LargeTenant[] =>
  Array.from({ length: count }, (_, index) => {
    const place = one(PLACES)
    const trade = one(TRADES)
    const domain = `${place}-${trade.replace(' ', '')}-${String(index + 1)}.example`.toLowerCase()
    return {
      tenantId: stableId(`tenant:large:${String(seed)}:${String(index)}`),
      displayName: `${place} ${trade} ${String(index + 1)}`,
      defaultDomain: domain,
      domains: [domain],
      regionScope: one(REGIONS)
    }
  })

/** People, spread over the tenants. */
export const largePeople = ({ one, below }: Picker, tenants: readonly LargeTenant[], count: number): LargePerson[] =>
  Array.from({ length: count }, (_, index) => {
    const home = tenants[index % tenants.length]
    if (home === undefined) throw new Error('People need a tenant.')
    const [givenName, surname] = [one(GIVEN), one(FAMILY)]
    const local = `${givenName}.${surname}${String(index + 1)}`
      .normalize('NFD')
      .replace(/[^a-z\d.]/gi, '')
      .toLowerCase()
    const userPrincipalName = `${local}@${home.defaultDomain}`
    const place = ({ tenantId }: LargeTenant, kind: 'member' | 'guest') => ({
      tenantId,
      objectId: stableId(`user:${userPrincipalName}@${tenantId}`),
      kind
    })
    const host = index % GUEST_EVERY === 0 ? tenants[below(tenants.length)] : undefined
    return {
      userPrincipalName,
      displayName: `${givenName} ${surname}`,
      givenName,
      surname,
      memberships: [place(home, 'member'), ...(host === undefined || host === home ? [] : [place(host, 'guest')])]
    }
  })
