import { describe, expect, it } from 'vitest'
import { ARM_SCOPE, at, CLI, VAULT_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud()
const roleVault = () => at(fixture.cloud.ready.vaults, 0)
const policyVault = () => at(fixture.cloud.ready.vaults, 1)
const VERSION = 'api-version=2025-07-01'

interface Answer {
  status: number
  headers: Headers
  body: {
    value?: unknown
    id?: string
    nextLink?: string | null
    error?: { code: string; message: string; innererror?: { code: string } }
  } & Record<string, unknown>
}

const userToken = async (index: number, tenant = 'contoso.com'): Promise<string> => {
  const refreshToken = await refreshTokenOf(fixture, person(fixture, index), 'organizations')
  const { body } = await fixture.token(tenant, {
    grant_type: 'refresh_token',
    client_id: CLI,
    refresh_token: refreshToken,
    scope: VAULT_SCOPE
  })
  return String(body.access_token)
}

const ask = async (url: string, token: string | undefined, method = 'GET', body?: unknown): Promise<Answer> => {
  const response = await fixture.fetch(url, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Answer['body']
  }
}
const inner = ({ status, body }: Answer) => [status, body.error?.code, body.error?.innererror?.code]
const names = ({ body }: Answer): unknown[] =>
  (body.value as { id: string }[]).map(({ id }) => id.split('/secrets/')[1])

describe('who may do what', () => {
  it.each([
    ['ann, secrets officer', 0, 200, 200],
    ['rhea, secrets user', 1, 200, 403],
    ['carl, without a role', 2, 403, 403]
  ])('with roles: %s', async (_name, index, read, write) => {
    const token = await userToken(index)
    const got = await ask(`${roleVault().endpoint}/secrets/azure-maps-key?${VERSION}`, token)
    const set = await ask(`${roleVault().endpoint}/secrets/by-person?${VERSION}`, token, 'PUT', { value: 'x' })
    expect([got.status, set.status]).toEqual([read, write])
    if (read === 403) expect(inner(got)).toEqual([403, 'Forbidden', 'ForbiddenByRbac'])
  })

  it('with access policies: get alone, and nobody else whatever roles they have', async () => {
    const daemon = await fixture.appToken(1, VAULT_SCOPE)
    const got = await ask(`${policyVault().endpoint}/secrets/azure-maps-key?${VERSION}`, daemon)
    expect(got.body.value).toBe(at(fixture.cloud.ready.maps, 0).secondaryKey)
    const list = await ask(`${policyVault().endpoint}/secrets?${VERSION}`, daemon)
    expect(inner(list)).toEqual([403, 'Forbidden', 'AccessDenied'])
    expect(list.body.error?.message).toMatch(/does not have secrets list permission on key vault 'contoso-field-kv;/)
    const rhea = await ask(`${policyVault().endpoint}/secrets/azure-maps-key?${VERSION}`, await userToken(1))
    expect(inner(rhea)).toEqual([403, 'Forbidden', 'AccessDenied'])
    expect(rhea.body.error?.message).toMatch(/^Access denied\. Caller was not found on any access policy\.\r\n/)
  })

  it('names caller, action and resource where no role allows it, and not whether the secret exists', async () => {
    const token = await fixture.appToken(2, VAULT_SCOPE)
    const answers = await Promise.all(
      ['azure-maps-key', 'not-there'].map((name) => ask(`${roleVault().endpoint}/secrets/${name}?${VERSION}`, token))
    )
    expect(answers.map(({ status }) => status)).toEqual([403, 403])
    expect(answers[0]?.body.error?.message).toContain(
      `Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\r\nResource: '${roleVault().resourceId.toLowerCase()}/secrets/azure-maps-key'`
    )
  })
})

describe('the challenge', () => {
  it('tells the tenant, and what is wrong with the token', async () => {
    const url = `${roleVault().endpoint}/secrets/azure-maps-key?${VERSION}`
    const answers = [
      await ask(url, undefined),
      await ask(url, await fixture.appToken(1, ARM_SCOPE)),
      await ask(url, await userToken(0, 'fabrikam.com')),
      await ask(url, 'x.y.z')
    ]
    const { login } = fixture.cloud.ready.endpoints
    for (const { status, headers } of answers) {
      expect(status).toBe(401)
      expect(headers.get('www-authenticate')).toBe(
        `Bearer authorization="${login}/${roleVault().tenantId}", resource="https://vault.azure.net"`
      )
    }
    expect(answers.map(({ body }) => body.error?.message.slice(0, 8))).toEqual([
      'AKV10000',
      'AKV10022',
      'AKV10032',
      'AKV10001'
    ])
  })
})

describe('secrets', () => {
  it('are read at the path with a slash, with an encoded hyphen, in any case, by version', async () => {
    const token = await fixture.appToken(1, VAULT_SCOPE)
    const { endpoint } = roleVault()
    const newest = await ask(`${endpoint}/secrets/Azure-Maps-Key/?api%2Dversion=2025-07-01`, token)
    expect(newest.body).toMatchObject({ value: at(fixture.cloud.ready.maps, 0).primaryKey, contentType: 'text/plain' })
    expect(newest.body.id).toMatch(new RegExp(`^${endpoint}/secrets/azure-maps-key/[\\da-f]{32}$`))
    const versions = await ask(`${endpoint}/secrets/azure-maps-key/versions?${VERSION}`, token)
    const ids = (versions.body.value as { id: string }[]).map(({ id }) => id)
    expect([ids.length, ids[0]]).toEqual([2, newest.body.id])
    const older = await ask(`${ids[1] ?? ''}?${VERSION}`, token)
    expect(older.body.value).toBe('practice-key-from-before-the-rotation')
    expect(inner(await ask(`${endpoint}/secrets/azure-maps-key/${'0'.repeat(32)}?${VERSION}`, token))[1]).toBe(
      'SecretNotFound'
    )
    expect((await ask(`${endpoint}/secrets/none/versions?${VERSION}`, token)).body.value).toEqual([])
  })

  it('disabled ones are refused, expired ones are not', async () => {
    const token = await fixture.appToken(1, VAULT_SCOPE)
    const get = (name: string) => ask(`${roleVault().endpoint}/secrets/${name}?${VERSION}`, token)
    expect(inner(await get('retired-maps-key'))).toEqual([403, 'Forbidden', 'SecretDisabled'])
    expect((await get('expired-maps-key')).body).toMatchObject({ value: 'practice-expired-key' })
  })

  it('are set, listed in pages, changed, deleted, recovered and purged', async () => {
    const token = await userToken(0)
    const url = (path: string): string => `${policyVault().endpoint}${path}${path.includes('?') ? '&' : '?'}${VERSION}`
    const put = () => ask(url('/secrets/field-key'), token, 'PUT', { value: 'one', tags: { team: 'field' } })
    expect((await put()).status).toBe(200)
    const first = await ask(url('/secrets?maxresults=1'), token)
    expect(names(first)).toEqual(['azure-maps-key'])
    const second = await ask(first.body.nextLink ?? '', token)
    expect([names(second), second.body.nextLink]).toEqual([['field-key'], null])
    expect(JSON.stringify(second.body)).not.toContain('one')
    expect(
      (await ask(url('/secrets/field-key'), token, 'PATCH', { attributes: { enabled: false } })).body
    ).not.toHaveProperty('value')
    expect(inner(await ask(url('/secrets/field-key'), token))[2]).toBe('SecretDisabled')
    expect((await ask(url('/secrets/field-key'), token, 'DELETE')).body).toHaveProperty('scheduledPurgeDate')
    expect(inner(await ask(url('/secrets/field-key'), token))[1]).toBe('SecretNotFound')
    expect(inner(await put())).toEqual([409, 'Conflict', 'ObjectIsDeletedButRecoverable'])
    expect((await ask(url('/deletedsecrets'), token)).body.value).toHaveLength(1)
    expect((await ask(url('/deletedsecrets/field-key/recover'), token, 'POST')).status).toBe(200)
    expect(names(await ask(url('/secrets'), token))).toEqual(['azure-maps-key', 'field-key'])
    await ask(url('/secrets/field-key'), token, 'DELETE')
    expect((await ask(url('/deletedsecrets/field-key'), token, 'DELETE')).status).toBe(204)
    expect((await put()).body.value).toBe('one')
  })

  it.each([
    ['a name with a dot', '/secrets/a.b', 'PUT', { value: 'x' }],
    ['no value', '/secrets/ab', 'PUT', {}],
    ['a long value', '/secrets/ab', 'PUT', { value: 'x'.repeat(25_601) }],
    ['too many results', '/secrets?maxresults=26', 'GET', undefined]
  ])('refuses %s', async (_name, path, method, body) => {
    const url = `${roleVault().endpoint}${path}${path.includes('?') ? '&' : '?'}${VERSION}`
    expect(inner(await ask(url, await userToken(0), method, body)).slice(0, 2)).toEqual([400, 'BadParameter'])
  })

  it('stay out of the log', async () => {
    const token = await fixture.appToken(1, VAULT_SCOPE)
    await ask(`${roleVault().endpoint}/secrets/practice-expired-key?${VERSION}`, token)
    const log = JSON.stringify(await fixture.requests())
    expect(log).toContain('"service":"vault"')
    expect(log).not.toContain('practice-expired-key')
  })
})
