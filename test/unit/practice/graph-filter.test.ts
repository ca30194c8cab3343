import { describe, expect, it } from 'vitest'
import { FilterSyntaxError, parseFilter } from '../../../practice/graph/odata/filter-parser.ts'
import { matches } from '../../../practice/graph/odata/matches.ts'

const thing = {
  name: "Ann O'Hara",
  appId: '00000003-0000-0000-c000-000000000000',
  enabled: true,
  size: 12,
  nothing: null,
  createdDateTime: '2026-05-01T10:00:00Z',
  tags: ['red', 'blue'],
  web: { redirectUris: ['http://localhost'] },
  keys: [{ keyId: 'a', uses: 2 }],
  note: 'and or not'
}

const passes = (filter: string): boolean => matches(parseFilter(filter), thing)

describe('$filter', () => {
  it.each([
    ["name eq 'ann o''hara'", true],
    ["name ne 'x'", true],
    ["appId eq '00000003-0000-0000-c000-000000000000'", true],
    ['appId eq 00000003-0000-0000-C000-000000000000', true],
    ['enabled eq true', true],
    ['enabled eq false', false],
    ['nothing eq null', true],
    ['name eq null', false],
    ['size gt 11 and size le 12', true],
    ['size lt 12 or size ge 13', false],
    ['createdDateTime ge 2026-04-30T00:00:00Z', true],
    ['createdDateTime lt 2026-05-01', false],
    ["startswith(name, 'ann')", true],
    ["endswith(name,'hara') and contains(name,'o''h')", true],
    ["not startswith(name,'b')", true],
    ['not(enabled eq true) or size eq 12', true],
    ["name in ('x', 'Ann O''Hara')", true],
    ['size in (1, 2)', false],
    ["tags/any(t:t eq 'blue')", true],
    ["tags/any(t: t eq 'green' or startswith(t,'re'))", true],
    ["tags/any(t:t eq 'green')", false],
    ['tags/any()', true],
    ['tags/$count eq 2', true],
    ["web/redirectUris/any(u:startswith(u,'http://localhost'))", true],
    ["keys/any(k:k/keyId eq 'a' and k/uses gt 1)", true],
    ["note eq 'and or not'", true],
    ['  ( ( enabled eq true ) and ( size eq 12 ) )  ', true],
    ["enabled eq true and size eq 1 or name ne 'x'", true],
    ["enabled eq true and (size eq 1 or name eq 'x')", false],
    ['ENABLED eq true', false]
  ])('%s: %s', (filter, expected) => {
    expect(passes(filter)).toBe(expected)
  })

  it.each([
    ['', 0],
    ['name', 0],
    ['name eq', 7],
    ["name eq 'x", 8],
    ["name foo 'x'", 0],
    ["name eq 'x' and", 15],
    ["(name eq 'x'", 12],
    ["name eq 'x')", 11],
    ['startswith(name)', 15],
    ['startswith(name, 1)', 18],
    ['tags/any(t eq 1)', 11],
    ['name in ()', 9],
    ["name eq 'x' size eq 1", 12],
    ['name eq eq', 8],
    ['1 eq 1', 0]
  ])('refuses %j at %i', (filter, position) => {
    let caught: unknown
    try {
      parseFilter(filter)
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(FilterSyntaxError)
    expect((caught as FilterSyntaxError).position).toBe(position)
  })

  it('refuses what is too deep or too long before it can hurt', () => {
    expect(() => parseFilter(`${'('.repeat(5_000)}enabled eq true`)).toThrow(FilterSyntaxError)
    expect(() => parseFilter('not '.repeat(1_999) + 'enabled eq true')).toThrow(FilterSyntaxError)
    expect(() => parseFilter(`name eq '${'x'.repeat(9_000)}'`)).toThrow(FilterSyntaxError)
    expect(matches(parseFilter(Array(400).fill('enabled eq true').join(' and ')), thing)).toBe(true)
  })

  it('does not see what every object inherits', () => {
    expect(passes('constructor eq null and web/constructor eq null and web/__proto__ eq null')).toBe(true)
  })
})
