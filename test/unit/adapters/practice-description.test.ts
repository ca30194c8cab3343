import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createClouds } from '../../../electron/adapters/clouds.ts'
import { parseDescription, parseReady } from '../../../electron/adapters/practice/description.ts'

const folder = mkdtempSync(join(tmpdir(), 'practice-description-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const endpoints = {
  login: 'https://localhost:20000',
  signIn: 'http://localhost:20001',
  arm: 'https://localhost:20002',
  maps: 'https://127.0.0.1:20003',
  geocatalog: 'https://[::1]:20004'
}

function textWith(
  changed: Partial<typeof endpoints>,
  catalog = 'https://localhost:20004',
  maps = endpoints.maps
): string {
  return JSON.stringify({
    caFile: '/tmp/ca.pem',
    endpoints: { ...endpoints, ...changed },
    users: [],
    apps: [],
    maps: [{ clientId: 'c', primaryKey: '1', secondaryKey: '2', endpoint: maps }],
    geocatalogs: [{ endpoint: catalog }],
    caPem: '',
    portBase: 20_000,
    pid: null
  })
}

describe('the description of a practice cloud', () => {
  it('is read where everything is on this computer', () => {
    expect(parseReady(textWith({}))?.endpoints).toEqual(endpoints)
    expect(parseDescription(textWith({}))?.endpoints).toEqual(endpoints)
  })

  it.each([{ portBase: -1 }, { portBase: 70_000 }, { pid: 0 }, { pid: -1 }, { pid: 1.5 }])(
    'is none with %j',
    (wrong) => {
      const told = JSON.parse(textWith({})) as Record<string, unknown>
      expect(parseDescription(JSON.stringify({ ...told, ...wrong }))).toBe(null)
    }
  )

  it.each([
    ['an empty endpoint', textWith({ arm: '' })],
    ['words', textWith({ arm: 'not an address' })],
    ['a sign-in page elsewhere', textWith({ signIn: 'https://evil.example' })],
    ['a sign-in service elsewhere', textWith({ login: 'https://localhost.evil.example:20000' })],
    ['a host behind a user name', textWith({ maps: 'https://localhost@evil.example' })],
    ['a user name', textWith({ maps: 'https://user:word@localhost' })],
    ['no TLS', textWith({ login: 'http://localhost:20000' })],
    ['another scheme', textWith({ signIn: 'file://localhost/etc/passwd' })],
    ['a GeoCatalog elsewhere', textWith({}, 'https://evil.example')],
    ['Azure Maps elsewhere', textWith({}, undefined, 'https://evil.example')]
  ])('is none with %s', (_name, text) => {
    expect(parseReady(text)).toBe(null)
    expect(parseDescription(text)).toBe(null)
    const file = join(folder, 'practice.json')
    writeFileSync(file, text)
    const names = createClouds(file)
      .list()
      .map(({ name }) => name)
    expect(names).toEqual(['public', 'usgov', 'china'])
  })
})
