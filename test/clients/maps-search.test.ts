import MapsSearch, { isUnexpected } from '@azure-rest/maps-search'
import { AzureKeyCredential, AzureSASCredential } from '@azure/core-auth'
import { ClientSecretCredential } from '@azure/identity'
import { describe, expect, it } from 'vitest'
import { giveRole } from './give-role.ts'
import { ARM_SCOPE, at, withPracticeCloud } from './practice-fixture.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud()
trustProcessWide(fixture)
const account = () => at(fixture.cloud.ready.maps, 0)
const inWorld = () => at(fixture.cloud.world.mapsAccounts, 0)
const options = (host = fixture.cloud.ready.endpoints.maps) => ({
  endpoint: host,
  retryOptions: { maxRetries: 0 }
})
const READ_AND_BATCH = 'd6470a16-71bd-43ab-86b3-6f3a73f4e787'

const withKey = (key = account().primaryKey) => MapsSearch(new AzureKeyCredential(key), options())
const asApp = (index: number, clientId = account().clientId) => {
  const app = at(fixture.cloud.ready.apps, index)
  const credential = new ClientSecretCredential(app.tenantId, app.clientId, app.secret, {
    authorityHost: fixture.cloud.ready.endpoints.login,
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 }
  })
  return MapsSearch(credential, clientId, options())
}
type Client = ReturnType<typeof withKey>

const search = async (client: Client, query = '1 Microsoft Way, Redmond') => {
  const answer = await client.path('/geocode').get({ queryParameters: { query } })
  const challenge = /error="(\w+)"/.exec(answer.headers['www-authenticate'] ?? '')?.[1]
  if (isUnexpected(answer)) return { status: answer.status, challenge, code: answer.body.error?.code }
  return { status: answer.status, features: answer.body.features }
}
const refusedWith = (challenge: string) => ({ status: '401', code: 'Unauthorized', challenge })

describe('@azure-rest/maps-search', () => {
  it('AzureKeyCredential: either key finds an address; a wrong one is refused', async () => {
    for (const key of [account().primaryKey, account().secondaryKey]) {
      const found = await search(withKey(key))
      expect(found.status).toBe('200')
      expect(found.features?.[0]?.properties?.address?.formattedAddress).toContain('Redmond')
    }
    expect(await search(withKey('wrong'))).toEqual(refusedWith('InvalidKey'))
    expect((await search(withKey(), 'nowhere')).features).toEqual([])
  })

  it('AzureKeyCredential: keys switched off on the account', async () => {
    inWorld().disableLocalAuth = true
    try {
      expect(await search(withKey())).toEqual(refusedWith('LocalAuthDisabled'))
      expect((await search(asApp(1))).status).toBe('200')
    } finally {
      inWorld().disableLocalAuth = false
    }
  })

  it('TokenCredential: a reader finds an address; no role, and the wrong client id, are refused', async () => {
    expect((await search(asApp(1))).status).toBe('200')
    for (const index of [0, 2])
      expect(await search(asApp(index))).toEqual({ status: '403', code: '403 Forbidden', challenge: undefined })
    const { clientId } = at(fixture.cloud.ready.apps, 1)
    expect(await search(asApp(1, clientId))).toEqual(refusedWith('InvalidClientId'))
  })

  it('reverse geocoding and boundaries', async () => {
    const client = withKey()
    const near = await client.path('/reverseGeocode').get({ queryParameters: { coordinates: [9.92, 57.05] } })
    if (isUnexpected(near)) throw new Error(near.body.error?.message)
    expect(near.body.features?.[0]?.properties?.address?.locality).toBe('Aalborg')
    const bad = await client.path('/reverseGeocode').get({ queryParameters: { coordinates: [121, -100] } })
    expect(isUnexpected(bad) && [bad.status, bad.body.error?.code]).toEqual(['400', 'BadRequest'])
    const box = await client.path('/search/polygon').get({ queryParameters: { coordinates: [9.92, 57.05] } })
    if (isUnexpected(box)) throw new Error(box.body.error?.message)
    expect(box.body.geometry.type).toBe('GeometryCollection')
  })

  it('batches, item by item; a token needs the batch action for them', async () => {
    const body = {
      batchItems: [{ optionalId: 'one', query: 'Aalborg' }, { addressLine: '1 Microsoft Way', locality: 'Redmond' }, {}]
    }
    const answer = await withKey().path('/geocode:batch').post({ body })
    if (isUnexpected(answer)) throw new Error(answer.body.error?.message)
    expect(answer.body.summary).toEqual({ successfulRequests: 2, totalRequests: 3 })
    expect(
      answer.body.batchItems?.map(({ optionalId, features, error }) => [optionalId, features?.length, error?.code])
    ).toEqual([
      ['one', 1, undefined],
      [undefined, 1, undefined],
      [undefined, undefined, 'Invalid or malformed query']
    ])
    const reverse = await withKey()
      .path('/reverseGeocode:batch')
      .post({ body: { batchItems: [{ coordinates: [9.92, 57.05] }, { coordinates: [0, 91] }] } })
    if (isUnexpected(reverse)) throw new Error(reverse.body.error?.message)
    expect(reverse.body.summary).toEqual({ successfulRequests: 1, totalRequests: 2 })
    expect((await asApp(1).path('/geocode:batch').post({ body })).status).toBe('403')
    giveRole(fixture, 2, READ_AND_BATCH, account().resourceId)
    expect((await asApp(2).path('/geocode:batch').post({ body })).status).toBe('200')
  })

  it('AzureSASCredential: what the identity may, until the key that signed it is made anew', async () => {
    const identity = (name: string) =>
      at(
        fixture.cloud.world.managedIdentities.filter((one) => one.name === name),
        0
      )
    // Made as in Azure: through Azure Resource Manager, by somebody who may.
    const sas = async (name: string) => {
      const { objectId: principalId, resourceId } = identity(name)
      if (!inWorld().userAssignedIdentities.includes(resourceId)) inWorld().userAssignedIdentities.push(resourceId)
      const { endpoints } = fixture.cloud.ready
      const answer = await fixture.fetch(`${endpoints.arm}${account().resourceId}/listSas?api-version=2023-06-01`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await fixture.appToken(0, ARM_SCOPE)}`,
          'content-type': 'application/json'
        },
        body: JSON.stringify({
          signingKey: 'secondaryKey',
          principalId,
          maxRatePerSecond: 500,
          start: new Date(Date.now() - 60_000).toISOString(),
          expiry: new Date(Date.now() + 3_600_000).toISOString()
        })
      })
      const { accountSasToken } = (await answer.json()) as { accountSasToken: string }
      return MapsSearch(new AzureSASCredential(accountSasToken), options())
    }
    const reader = await sas('field-reader')
    expect((await search(reader)).status).toBe('200')
    expect((await search(await sas('unused-identity'))).status).toBe('403')
    inWorld().secondaryKey = 'another-practice-key'
    expect(await search(reader)).toEqual(refusedWith('InvalidKey'))
  })
})
