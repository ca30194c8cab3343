import { ContainerSASPermissions, generateBlobSASQueryParameters } from '@azure/storage-blob'
import { describe, expect, it } from 'vitest'
import { signContainerSas } from '../../../practice/blob/sign-container-sas.ts'
import { delegationKeysOf } from '../../../practice/blob/user-delegation.ts'
import { GEOCATALOG_ADMINISTRATOR, giveRole } from '../../clients/give-role.ts'
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
  const account = at(fixture.cloud.world.storageAccounts, 0)
  const delegate = { objectId: 'bd4b5b0f-4b0e-4a53-8c3c-43f6c1b9b0f1', tenantId: account.tenantId }
  const startsOn = new Date('2026-01-31T12:00:00Z')
  const expiresOn = new Date('2026-02-01T12:00:00Z')
  const terms = { start: '2026-01-31T12:00:00Z', expiry: '2026-02-01T12:00:00Z', service: 'b', version: '2022-11-02' }
  const theirs = generateBlobSASQueryParameters(
    {
      containerName: 'orthophotos',
      permissions: ContainerSASPermissions.parse('rl'),
      startsOn,
      expiresOn,
      version: '2022-11-02'
    },
    {
      signedObjectId: delegate.objectId,
      signedTenantId: delegate.tenantId,
      signedStartsOn: startsOn,
      signedExpiresOn: expiresOn,
      signedService: terms.service,
      signedVersion: terms.version,
      value: delegationKeysOf(account).valueOf({ ...delegate, ...terms })
    },
    account.name
  )
  const [startsAtMs, expiresAtMs] = [startsOn.getTime(), expiresOn.getTime()]
  const ours = signContainerSas({
    account,
    container: 'orthophotos',
    permissions: 'rl',
    startsAtMs,
    expiresAtMs,
    delegate
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

  it('allow no more than the roles of the identity that the catalog signs for', async () => {
    const { body } = await ask('/sas/token/coast-orthophotos')
    const { world } = fixture.cloud
    const before = world.roleAssignments
    const objectId = new URLSearchParams(body.token).get('skoid')
    expect(objectId).toBe(at(fixture.cloud.ready.managedIdentities, 1).objectId)
    world.roleAssignments = before.filter(({ principalId }) => principalId !== objectId)
    try {
      expect((await fixture.fetch(`${file()}?${body.token ?? ''}`)).status).toBe(403)
    } finally {
      world.roleAssignments = before
    }
    expect((await fixture.fetch(`${file()}?${body.token ?? ''}`)).status).toBe(200)
  })

  it('are all worthless once an administrator revokes them', async () => {
    const { body } = await ask('/sas/token/coast-orthophotos')
    giveRole(fixture, 2, GEOCATALOG_ADMINISTRATOR, at(fixture.cloud.ready.geocatalogs, 0).resourceId)
    const authorization = `Bearer ${await fixture.appToken(2, GEO_SCOPE)}`
    const address = `${fixture.cloud.ready.endpoints.geocatalog}/sas/token/revoke?api-version=2026-04-15`
    const revoked = await fixture.fetch(address, { method: 'POST', headers: { authorization } })
    expect([revoked.status, await revoked.text()]).toEqual([200, 'null'])
    expect((await fixture.fetch(`${file()}?${body.token ?? ''}`)).status).toBe(403)
    const anew = await ask('/sas/token/coast-orthophotos')
    expect((await fixture.fetch(`${file()}?${anew.body.token ?? ''}`)).status).toBe(200)
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
