import { describe, expect, it } from 'vitest'
import { ARM_SCOPE, at, GEO_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const VERSION = '?api-version=2026-04-15'
const READER = 1
const WITHOUT_ROLE = 2

const ask = async (path: string, token: string | undefined, method = 'GET') => {
  const response = await fixture.fetch(`${fixture.cloud.ready.endpoints.geocatalog}${path}`, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` }
  })
  const { error } = (await response.json()) as { error?: { code: string; message: string } }
  const header = (name: string): string | null => response.headers.get(name)
  return { status: response.status, code: error?.code, header }
}

const PATHS = [
  '/stac',
  '/stac/collections/flood-depth/items/flood-depth-20y',
  '/stac/search',
  '/sas/token/flood-depth',
  '/inma/operations'
]

describe.each(PATHS)('%s', (path) => {
  it('is nobody’s without a good token', async () => {
    const answers = [
      await ask(`${path}${VERSION}`, undefined),
      await ask(`${path}${VERSION}`, 'x.y.z'),
      await ask(`${path}${VERSION}`, await fixture.appToken(READER, ARM_SCOPE))
    ]
    for (const { status, code, header } of answers) {
      expect([status, code, header('x-ms-error-code')]).toEqual([401, 'Unauthorized', 'Unauthorized'])
      expect([header('www-authenticate'), header('x-emulated-guess')]).toEqual(['Bearer', '1'])
    }
  })

  it('is not for somebody without a role, nor for a token of another tenant', async () => {
    const stranger = await ask(`${path}${VERSION}`, await fixture.appToken(WITHOUT_ROLE, GEO_SCOPE))
    expect([stranger.status, stranger.code, stranger.header('x-emulated-guess')]).toEqual([403, 'Forbidden', '1'])
    const catalog = at(fixture.cloud.world.geoCatalogs, 0)
    const { tenantId } = catalog
    catalog.tenantId = at(fixture.cloud.world.tenants, 1).tenantId
    try {
      expect((await ask(`${path}${VERSION}`, await fixture.appToken(READER, GEO_SCOPE))).status).toBe(401)
    } finally {
      catalog.tenantId = tenantId
    }
  })
})

describe('an api-version', () => {
  it.each(['2024-01-31-preview', '2025-04-30-preview', '2026-04-15', '2026-08-01-preview'])(
    '%s is known',
    async (version) => {
      const token = await fixture.appToken(READER, GEO_SCOPE)
      expect((await ask(`/stac?api-version=${version}`, token)).status).toBe(200)
      expect((await ask(`/stac/?api%2Dversion=${version}`, token)).status).toBe(200)
    }
  )

  it.each(['', '?api-version=', '?api-version=2020-01-01', '?api-version=latest'])('"%s" is none', async (query) => {
    const { status, code, header } = await ask(`/stac/collections${query}`, await fixture.appToken(READER, GEO_SCOPE))
    expect([status, code, header('x-emulated-guess')]).toEqual([404, 'ResourceNotFound', '1'])
  })
})

it.each(['/', '/data/mosaic/register', '/stac/nothing', '/inma'])('%s is not there', async (path) => {
  const { status, code } = await ask(`${path}${VERSION}`, await fixture.appToken(READER, GEO_SCOPE))
  expect([[404, 403].includes(status), ['ResourceNotFound', 'Forbidden'].includes(code ?? '')]).toEqual([true, true])
})
