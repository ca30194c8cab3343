import { describe, expect, it } from 'vitest'
import {
  isSameCache,
  mergeCaches,
  parseCache,
  withoutRefreshTokens
} from '../../../electron/adapters/entra/merge-cache.ts'

type Entries = Record<string, string>

/** A cache with the given secrets; keys that start with `rt` are refresh tokens, the others access tokens. */
function cache(secrets: Entries) {
  const pick = (wanted: boolean) =>
    Object.fromEntries(
      Object.entries(secrets).flatMap(([key, secret]) => (key.startsWith('rt') === wanted ? [[key, { secret }]] : []))
    )
  return parseCache(JSON.stringify({ RefreshToken: pick(true), AccessToken: pick(false) }))
}

describe('mergeCaches', () => {
  it.each<[string, Entries, Entries, Entries, Entries]>([
    ['keeps what both left alone', { a: '1' }, { a: '1' }, { a: '1' }, { a: '1' }],
    ['adds ours', { a: '1' }, { a: '1', b: '2' }, { a: '1' }, { a: '1', b: '2' }],
    ['adds theirs', { a: '1' }, { a: '1' }, { a: '1', c: '3' }, { a: '1', c: '3' }],
    ['adds both', {}, { a: '1' }, { b: '2' }, { a: '1', b: '2' }],
    ['takes our change', { a: '1' }, { a: '2' }, { a: '1' }, { a: '2' }],
    ['takes their change', { a: '1' }, { a: '1' }, { a: '2' }, { a: '2' }],
    ['lets ours win where both changed', { a: '1' }, { a: '2' }, { a: '3' }, { a: '2' }],
    ['keeps a removed refresh token removed', { rt: 'dead' }, {}, { rt: 'dead' }, {}],
    ['keeps a refresh token that was renewed meanwhile', { rt: 'dead' }, {}, { rt: 'new' }, { rt: 'new' }],
    ['does not bring back what they removed', { rt: 'dead' }, { rt: 'dead' }, {}, {}],
    ['adds ours beside what they removed', { rt: 'dead' }, { rt: 'dead', a: '1' }, {}, { a: '1' }]
  ])('%s', (_name, base, ours, theirs, merged) => {
    expect(mergeCaches(cache(base), cache(ours), cache(theirs))).toEqual(cache(merged))
  })

  it('treats a record that is no cache as empty', () => {
    for (const broken of ['', 'null', '[]', '{"AccessToken":7}', '{"AccessToken":{"a":null}', 'x']) {
      expect(mergeCaches(parseCache(null), cache({ a: '1' }), parseCache(broken))).toMatchObject(cache({ a: '1' }))
    }
  })

  it('tells caches apart whatever the order of their members', () => {
    const one = parseCache('{"Account":{"k":{"a":1,"b":2}}}')
    const other = parseCache('{"Account":{"k":{"b":2,"a":1}}}')
    expect(isSameCache(one, other)).toBe(true)
    expect(isSameCache(one, parseCache('{"Account":{"k":{"a":1}}}'))).toBe(false)
    expect(withoutRefreshTokens(cache({ rt: '1', a: '2' }))).toEqual(cache({ a: '2' }))
  })

  it('drops the hint to renew a valid token early', () => {
    expect(parseCache('{"AccessToken":{"k":{"secret":"s","refresh_on":"1"}}}').AccessToken).toEqual({
      k: { secret: 's' }
    })
  })
})
