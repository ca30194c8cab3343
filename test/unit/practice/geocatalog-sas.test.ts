import {
  StorageSharedKeyCredential,
  ContainerSASPermissions,
  generateBlobSASQueryParameters
} from '@azure/storage-blob'
import { describe, expect, it } from 'vitest'
import { signContainerSas } from '../../../practice/blob/sign-container-sas.ts'
import { at, GEO_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const DAY_MS = 86_400_000

const ask = async (path: string) => {
  const authorization = `Bearer ${await fixture.appToken(1, GEO_SCOPE)}`
  const separator = path.includes('?') ? '&' : '?'
  const url = `${fixture.cloud.ready.endpoints.geocatalog}${path}${separator}api-version=2026-04-15`
  const response = await fixture.fetch(url, { headers: { authorization } })
  return {
    status: response.status,
    body: (await response.json()) as Record<string, string> & { error?: { code: string } }
  }
}
const file = (): string => `${fixture.cloud.ready.endpoints.blob}/orthophotos/coast/coast-r1-c1.tif`

it('the signer signs as @azure/storage-blob does', () => {
  const key = Buffer.from('practice').toString('base64')
  const startsOn = new Date('2026-01-31T12:00:00Z')
  const expiresOn = new Date('2026-02-01T12:00:00Z')
  const theirs = generateBlobSASQueryParameters(
    {
      containerName: 'orthophotos',
      permissions: ContainerSASPermissions.parse('rl'),
      startsOn,
      expiresOn,
      protocol: 'https' as never,
      version: '2022-11-02'
    },
    new StorageSharedKeyCredential('contosogisimagery', key)
  )
  const ours = signContainerSas({
    accountName: 'contosogisimagery',
    key,
    container: 'orthophotos',
    permissions: 'rl',
    startsAtMs: startsOn.getTime(),
    expiresAtMs: expiresOn.getTime()
  })
  expect(Object.fromEntries(new URLSearchParams(ours))).toEqual(
    Object.fromEntries(new URLSearchParams(theirs.toString()))
  )
})

describe('signatures of a GeoCatalog', () => {
  it('open the files of its items, for a day unless another time is asked', async () => {
    const usual = await ask('/sas/token/coast-orthophotos')
    expect(Date.parse(usual.body['msft:expiry'] ?? '') - Date.now()).toBeGreaterThan(DAY_MS - 60_000)
    expect(Date.parse(usual.body['msft:expiry'] ?? '') - Date.now()).toBeLessThanOrEqual(DAY_MS)
    const opened = await fixture.fetch(`${file()}?${usual.body.token ?? ''}`, { headers: { range: 'bytes=0-1' } })
    expect([opened.status, await opened.text()]).toEqual([206, 'II'])
    expect((await fixture.fetch(file())).status).not.toBe(200)
    const short = await ask('/sas/token/coast-orthophotos?duration=5')
    expect(Date.parse(short.body['msft:expiry'] ?? '') - Date.now()).toBeLessThanOrEqual(300_000)
  })

  it.each([
    ['as it is served here', () => file()],
    ['as Azure spells it', () => 'https://contosogisimagery.blob.core.windows.net/orthophotos/coast/coast-r1-c1.tif'],
    ['with an older signature', () => `${file()}?sig=practice`]
  ])('are put on an address %s', async (_name, href) => {
    const { status, body } = await ask(`/sas/sign?href=${encodeURIComponent(href())}`)
    const signed = new URL(body.href ?? '')
    expect([status, `${signed.origin}${signed.pathname}`]).toEqual([200, href().split('?')[0]])
    expect(signed.searchParams.getAll('sig')).toHaveLength(1)
    expect((await fixture.fetch(`${file()}${signed.search}`)).status).toBe(200)
  })

  it.each([
    ['a collection without files', '/sas/token/survey-drone-2026', 404],
    ['an unknown collection', '/sas/token/none', 404],
    ['an address of somebody else', '/sas/sign?href=https://elsewhere.blob.core.windows.net/a/b', 400],
    ['no address', '/sas/sign', 400],
    ['a time that is none', '/sas/token/coast-orthophotos?duration=-1', 400]
  ])('are refused for %s', async (_name, path, status) => {
    expect((await ask(path)).status).toBe(status)
  })

  it('stay out of the log', async () => {
    const { body } = await ask(`/sas/sign?href=${encodeURIComponent(file())}`)
    const signature = new URL(body.href ?? '').searchParams.get('sig') ?? ''
    await ask(`/sas/sign?href=${encodeURIComponent(body.href ?? '')}`)
    const log = JSON.stringify(await fixture.requests())
    expect(log).toContain('/sas/sign')
    expect(log).not.toContain(signature)
    expect(log).not.toContain(encodeURIComponent(signature))
    expect(log).not.toContain(at(fixture.cloud.world.storageAccounts, 0).key)
  })
})
