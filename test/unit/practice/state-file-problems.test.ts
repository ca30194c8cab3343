import { describe, expect, it } from 'vitest'
import { readState } from '../../../practice/world/read-state-file.ts'
import { StateFileError } from '../../../practice/world/state/problem.ts'

const problemsOf = (text: string): readonly string[] => {
  try {
    readState(text, 'world.yaml')
  } catch (error) {
    if (error instanceof StateFileError) return error.problems
    throw error
  }
  return []
}

const CONTOSO = 'tenants: [{ defaultDomain: contoso.com }]\n'

describe('a broken state file', () => {
  it.each([
    ['no YAML', 'tenants: [', /^line 1: /],
    ['a field twice', 'name: a\nname: b', /^line 2: Map keys must be unique/],
    ['a list instead of fields', '- tenants', /^the file: Fields such as tenants/],
    ['nobody', '', /^the file: Fields such as tenants/],
    ['no tenant', 'name: x', /^line 1: tenants: This field is needed/],
    [
      'an unknown field',
      `${CONTOSO}userz: []`,
      /^line 2: userz: There is no field "userz" here. Did you mean "users"\?$/
    ],
    [
      'an unknown field far inside',
      'tenants:\n  - defaultDomain: contoso.com\n    displayNam: Contoso',
      /^line 3: tenants\[0\]\.displayNam: .* Did you mean "displayName"\?$/
    ],
    [
      'a wrong choice',
      `${CONTOSO}applications: [{ displayName: a, kind: secret }]`,
      /^line 2: applications\[0\]\.kind: "secret" is not allowed\. Allowed: public, confidential\.$/
    ],
    ['a wrong type', `${CONTOSO}oneClickSignIn: 3`, /^line 2: oneClickSignIn: true or false is needed, not 3\.$/],
    [
      'a field in the wrong column',
      `${CONTOSO}users:\n  - userPrincipalName: a@contoso.com\n     displayName: Ann`,
      /^line 3: The indentation is wrong here or in the next line\. The fields of one entry begin in the same column/
    ],
    ['a tab', 'tenants:\n\t- defaultDomain: contoso.com', /^line 2: The indentation is wrong here/],
    [
      'a number as a name',
      `tenants:\n  - { defaultDomain: contoso.com, displayName: 42 }`,
      /^line 2: tenants\[0\]\.displayName: Text is needed, not 42\.$/
    ],
    [
      'no date',
      `${CONTOSO}applications: [{ displayName: a, secrets: [{ expiresAt: tomorrow }] }]`,
      /^line 2: applications\[0\]\.secrets\[0\]\.expiresAt: A date such as 2027-01-31 is needed, or its number, not "tomorrow"\.$/
    ],
    [
      'a redirect address that leads nowhere',
      `${CONTOSO}applications: [{ displayName: a, redirectUris: ['javascript:alert(1)'] }]`,
      /^line 2: applications\[0\]\.redirectUris\[0\]: A whole address is needed, such as http:\/\/localhost\.$/
    ],
    [
      'an unknown role',
      `${CONTOSO}subscriptions: [{ displayName: P }]\nroleAssignments: [{ principal: x, role: Readr }]`,
      /^line 3: roleAssignments\[0\]\.role: No role is called "Readr"\. Did you mean "Reader"\?$/
    ],
    [
      'an unknown tenant of a guest',
      `${CONTOSO}users: [{ userPrincipalName: a@contoso.com, guestIn: [Fabrikam] }]`,
      /^line 2: users\[0\]\.guestIn\[0\]: No tenant is called "Fabrikam"/
    ],
    [
      'an id that nobody has',
      `${CONTOSO}groups: [{ displayName: g, members: [11111111-1111-4111-8111-111111111111] }]`,
      /^line 2: groups\[0\]\.members\[0\]: No user, group, application or identity has the object id/
    ],
    [
      'somebody twice',
      `${CONTOSO}users: [{ userPrincipalName: a@contoso.com }, { userPrincipalName: A@contoso.com }]`,
      /^line 2: users\[1\]: Another entry has the same user principal name/
    ],
    [
      'a name of a resource without a subscription',
      `${CONTOSO}vaults: [{ name: kv }]`,
      /^line 2: vaults\[0\]\.(resourceId|tenantId): /
    ],
    [
      'an unknown weather',
      `${CONTOSO}weather: [{ catalogue: rain }]`,
      /^line 2: weather\[0\]\.catalogue: There is no "rain"\./
    ],
    [
      'a weather rule that makes no sense',
      `${CONTOSO}weather: [{ match: { service: maps }, do: { kind: aadsts, code: 53003 } }]`,
      /^line 2: weather\[0\]: "aadsts" is something that only the service "login" does\.$/
    ]
  ])('%s: says where and what is allowed', (_what, text, expected) => {
    expect(problemsOf(text)[0]).toMatch(expected)
  })

  it('tells the first line first, and of a tenant without a domain only that', () => {
    const text = `roleAssignments: []
tenants: [{ displayName: Contoso }]
users:
  - { userPrincipalName: a@contoso.com, home: Contoso, enabled: no }
  - { userPrincipalName: b@contoso.com, home: Contosso }`
    expect(problemsOf(text)).toEqual([
      'line 2: tenants[0].defaultDomain: This field is needed.',
      'line 4: users[0].enabled: true or false is needed, not "no".',
      'line 5: users[1].home: No tenant is called "Contosso". Did you mean "Contoso"?'
    ])
  })

  it('repeats no secret that stands in it', () => {
    const said = problemsOf(`${CONTOSO}users: [{ userPrincipalName: a@contoso.com, password: [hunter2] }]
mapsAccounts: [{ name: m, primaryKey: { hunter2: 1 } }]
vaults: [{ name: v, secrets: [{ name: s, value: { x: hunter2 } }] }]
applications: [{ displayName: a, secrets: [hunter2] }]`).join('\n')
    expect(said).toContain('users[0].password')
    expect(said).toContain('applications[0].secrets[0]')
    expect(said).not.toContain('hunter2')
  })

  it('is refused in one breath, however often aliases multiply it', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'
        .split('')
        .map(
          (name, index) =>
            `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'.charAt(index)}`).join(', ')}]`
        )
    ]
    expect(problemsOf(bomb.join('\n')).length).toBeGreaterThan(0)
  })
})
