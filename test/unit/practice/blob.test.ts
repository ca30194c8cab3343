import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { readCall } from '../../../practice/blob/blob-call.ts'
import type { PracticeEnv } from '../../../practice/http/practice-env.ts'
import { at, GEO_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const STORAGE_SCOPE = 'https://storage.azure.com/.default'
const account = () => at(fixture.cloud.ready.storageAccounts, 0)
const VERSIONED = { 'x-ms-version': '2025-05-05' }
const PHOTO = '/orthophotos/coast/2025/coast-0001.tif'

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fixture.fetch(`${fixture.cloud.ready.endpoints.blob}${path}`, { method, headers })
const withToken = async (
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  scope = STORAGE_SCOPE
): Promise<Response> =>
  ask(path, { ...VERSIONED, ...headers, authorization: `Bearer ${await fixture.appToken(1, scope)}` }, method)
const code = (answer: Response): string | null => answer.headers.get('x-ms-error-code')

describe('a blob is read', () => {
  it('with and without the name of the account before it', async () => {
    for (const path of [PHOTO, `/${account().name}${PHOTO}`]) expect((await withToken(path)).status).toBe(200)
  })

  it.each([
    ['bytes=0-3', 206, 'bytes 0-3/436', 4],
    ['bytes=430-', 206, 'bytes 430-435/436', 6],
    ['bytes=430-9999', 206, 'bytes 430-435/436', 6],
    ['bytes=-5', 200, null, 436],
    ['pixels=1-2', 200, null, 436]
  ])('in the range %s', async (range, status, contentRange, length) => {
    for (const name of ['range', 'x-ms-range']) {
      const answer = await withToken(PHOTO, { [name]: range })
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-range')).toBe(contentRange)
      expect((await answer.arrayBuffer()).byteLength).toBe(length)
    }
  })

  it('not beyond its end', async () => {
    const answer = await withToken(PHOTO, { range: 'bytes=436-' })
    expect([answer.status, code(answer), answer.headers.get('content-range')]).toEqual([
      416,
      'InvalidRange',
      'bytes */436'
    ])
  })

  it('by HEAD with the same headers and no body', async () => {
    const [head, get] = [await withToken(PHOTO, {}, 'HEAD'), await withToken(PHOTO)]
    for (const name of ['content-length', 'content-type', 'content-md5', 'etag', 'last-modified', 'x-ms-blob-type'])
      expect(head.headers.get(name)).toBe(get.headers.get(name))
    expect(await head.text()).toBe('')
    const missing = await withToken('/orthophotos/none', {}, 'HEAD')
    expect([missing.status, code(missing), await missing.text()]).toEqual([404, 'BlobNotFound', ''])
  })

  it('once for each ETag', async () => {
    const etag = (await withToken(PHOTO)).headers.get('etag') ?? ''
    expect((await withToken(PHOTO, { 'if-none-match': etag })).status).toBe(304)
    expect((await withToken(PHOTO, { 'if-match': etag })).status).toBe(200)
    expect((await withToken(PHOTO, { 'if-match': '"0x1"' })).status).toBe(412)
    const hence = new Date(Date.now() + 60_000).toUTCString()
    expect((await withToken(PHOTO, { 'if-modified-since': hence })).status).toBe(304)
    const ago = new Date(0).toUTCString()
    expect((await withToken(PHOTO, { 'if-unmodified-since': ago })).status).toBe(412)
  })

  it('and the answer repeats what the client called its request', async () => {
    const answer = await withToken(PHOTO, { 'x-ms-client-request-id': 'practice-1' })
    expect(answer.headers.get('x-ms-client-request-id')).toBe('practice-1')
    expect(answer.headers.get('x-ms-version')).toBe('2025-05-05')
    expect(answer.headers.get('x-ms-request-id')).toMatch(/^[\da-f-]{36}$/)
  })
})

describe('a token is refused', () => {
  it('of another audience, with the address to sign in at', async () => {
    const answer = await withToken(PHOTO, {}, 'GET', GEO_SCOPE)
    expect([answer.status, code(answer)]).toEqual([401, 'InvalidAuthenticationInfo'])
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer authorization_uri=${fixture.cloud.ready.endpoints.login}/${account().tenantId}/oauth2/authorize resource_id=https://storage.azure.com`
    )
    expect(await answer.text()).toContain('<AuthenticationErrorDetail>Audience validation failed.')
  })

  it('that is not for the tenant of the account', async () => {
    const stored = at(fixture.cloud.world.storageAccounts, 0)
    const { tenantId } = stored
    stored.tenantId = at(fixture.cloud.world.tenants, 1).tenantId
    try {
      const answer = await withToken(PHOTO)
      expect(answer.status).toBe(401)
      expect(await answer.text()).toContain('Issuer validation failed.')
    } finally {
      stored.tenantId = tenantId
    }
  })

  it('in a version of the service that knows no tokens', async () => {
    const answer = await withToken(PHOTO, { 'x-ms-version': '2015-04-05' })
    expect([answer.status, code(answer)]).toEqual([403, 'AuthenticationFailed'])
    expect(await answer.text()).toContain('Authentication scheme Bearer is not supported in this version.')
  })

  it('but not when its audience is the account itself', async () => {
    const own = `https://${account().name}.blob.core.windows.net/.default`
    expect((await withToken(PHOTO, {}, 'GET', own)).status).toBe(200)
    const other = await withToken(PHOTO, {}, 'GET', 'https://someoneelse.blob.core.windows.net/.default')
    expect(other.status).toBe(401)
  })

  it('once it has expired', async () => {
    await fixture.weather([{ match: { service: 'blob' }, times: 1, do: { kind: 'clock', offsetSeconds: 90_000 } }])
    const answer = await withToken(PHOTO)
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('Lifetime validation failed. The token is expired.')
  })
})

describe('a request without a credential is refused', () => {
  it.each([
    [{}, 409, 'PublicAccessNotPermitted'],
    [VERSIONED, 401, 'NoAuthenticationInformation'],
    [{ authorization: 'Basic eDp5' }, 403, 'AuthenticationFailed'],
    [{ authorization: 'SharedKey x' }, 403, 'AuthenticationFailed']
  ])('%j', async (headers, status, expected) => {
    const answer = await ask(PHOTO, headers)
    expect([answer.status, code(answer)]).toEqual([status, expected])
    expect(await answer.text()).toMatch(/^\ufeff?<\?xml version="1.0" encoding="utf-8"\?><Error><Code>/)
  })
})

describe('odd requests get an answer', () => {
  it.each([
    ['GET', '/%E0%A4%A', 400],
    ['GET', '/orthophotos/%00', 404],
    ['GET', '/orthophotos?restype=container&comp=list&maxresults=0', 400],
    ['GET', '/orthophotos?restype=container&comp=list&maxresults=x', 400],
    ['GET', '/orthophotos?restype=container&comp=list&marker=%F0', 400],
    ['GET', '/orthophotos?restype=container&comp=acl', 400],
    ['POST', PHOTO, 405],
    ['GET', '/', 405]
  ])('%s %s', async (method, path, status) => {
    expect((await withToken(path, {}, method)).status).toBe(status)
  })

  it('with names that XML cannot hold', async () => {
    const container = at(fixture.cloud.world.storageAccounts, 0).containers.find(({ name }) => name === 'exports')
    const blob = at(container?.blobs ?? [], 0)
    const { name } = blob
    blob.name = '<b>&\u0001"'
    try {
      const body = await (await withToken('/exports?restype=container&comp=list')).text()
      expect(body).toContain('<Name>&lt;b&gt;&amp;?&quot;</Name>')
    } finally {
      blob.name = name
    }
  })

  it('and no signature or key is written into the log', async () => {
    const { key } = account()
    await ask(`${PHOTO}?sv=2025-05-05&sr=b&sp=r&se=2030-01-01&sig=${encodeURIComponent(key)}`)
    await ask(`/orthophotos/${encodeURIComponent(key)}`)
    const log = JSON.stringify(await fixture.requests())
    expect(log).toContain('"sig":"***"')
    expect(log).not.toContain(key.slice(0, 40))
    expect(log).not.toContain(encodeURIComponent(key).slice(0, 40))
  })
})

describe('an address is taken apart', () => {
  const read = async (url: string): Promise<unknown> => {
    const app = new Hono<PracticeEnv>()
    app.all('*', (c) => {
      const { container, blob } = readCall(c, at(fixture.cloud.world.storageAccounts, 0))
      return c.json([container, blob])
    })
    return (await app.request(url, { headers: { host: new URL(url).host } })).json()
  }

  it.each([
    ['https://contosogisimagery.blob.core.windows.net/exports/a%20b/c', ['exports', 'a b/c']],
    ['https://contosogisimagery.blob.core.windows.net/contosogisimagery/x', ['contosogisimagery', 'x']],
    ['https://localhost:1/contosogisimagery/exports/x', ['exports', 'x']],
    ['https://127.0.0.1:1/contosogisimagery/exports', ['exports', null]],
    ['https://localhost:1/exports/x', ['exports', 'x']]
  ])('%s', async (url, expected) => {
    const [container, blob = null] = (await read(url)) as (string | undefined)[]
    expect([container, blob]).toEqual(expected)
  })
})
