import { describe, expect, it } from 'vitest'
import { parseGuid, parseScope, parseTenant } from '../../../electron/services/input.ts'
import { failureOf } from '../../fakes/failure-of.ts'

const guid = '11111111-2222-3333-4444-555555555555'

describe('a typed directory (tenant)', () => {
  it.each([
    [` ${guid.toUpperCase()} `, guid],
    ['Contoso.com', 'contoso.com'],
    ['contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
    ['organizations', 'organizations']
  ])('%j is taken as %s', (typed, parsed) => {
    expect(parseTenant(typed)).toBe(parsed)
  })

  it.each(['contoso', 'con toso.com', '../evil', 'a/b.com', '$(TENANT_ID)', 'https://contoso.com', '-.com'])(
    '%j is malformed',
    (typed) => {
      expect(failureOf(() => parseTenant(typed))).toMatchObject({ code: 'tenant-malformed', value: typed })
    }
  )

  it('must not be empty', () => {
    expect(failureOf(() => parseTenant('  '))).toEqual({ code: 'input-missing', field: 'tenant' })
  })
})

describe('a typed ID', () => {
  it('is a GUID, spaces around it do not matter', () => {
    expect(parseGuid('client-id', `\n${guid.toUpperCase()} `)).toBe(guid)
  })

  it.each([`{${guid}}`, guid.slice(1), `${guid}0`, 'my-app'])('%j is no GUID', (typed) => {
    expect(failureOf(() => parseGuid('client-id', typed))).toEqual({
      code: 'not-a-guid',
      field: 'client-id',
      value: typed
    })
  })
})

describe('a typed scope', () => {
  it.each(['https://atlas.microsoft.com/.default', `api://${guid}/access`, `${guid}/.default`])(
    '%s is taken',
    (scope) => {
      expect(parseScope(` ${scope} `)).toBe(scope)
    }
  )

  it.each(['https://a/.default https://b/.default', 'maps', 'https://ä/.default', 'a/b\r\nX: y'])(
    '%j is malformed',
    (typed) => {
      expect(failureOf(() => parseScope(typed))).toMatchObject({ code: 'scope-malformed' })
    }
  )
})
