import { describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { annsGraph, GRAPH_APP_ID, GRAPH_SCOPE, graphAsker } from './ask-graph.ts'

const fixture = withPracticeCloud()
const graph = graphAsker(fixture)
const { get, post, patch, remove } = annsGraph(graph)

const signIn = async (clientId: string, secret: string): Promise<unknown> => {
  const { body } = await fixture.token('contoso.com', {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
    scope: GRAPH_SCOPE
  })
  return body.error_codes ?? body.token_type
}

describe('an application made in Microsoft Graph', () => {
  it('signs in with its secret for as long as the secret and its service principal are there', async () => {
    const made = await post('/applications', { displayName: 'Tide tables', keyCredentials: [] })
    const appId = String(made.body.appId)
    const path = `/applications/${String(made.body.id)}`
    expect(made.headers.get('location')).toContain('/Microsoft.DirectoryServices.Application')
    const endDateTime = '2031-05-10T02:30:23Z'
    const added = await post(`${path}/addPassword`, { passwordCredential: { displayName: 'rbac', endDateTime } })
    const { secretText, keyId, hint } = added.body
    expect(added.body).toMatchObject({ displayName: 'rbac', endDateTime, hint: String(secretText).slice(0, 3) })
    expect(hint).toHaveLength(3)
    expect(await signIn(appId, String(secretText))).toEqual([700016])
    const principal = await post('/servicePrincipals', { appId, accountEnabled: true })
    expect(principal).toMatchObject({ status: 201, body: { appId, servicePrincipalType: 'Application' } })
    expect((await post('/servicePrincipals', { appId })).status).toBe(409)
    expect(await signIn(appId, String(secretText))).toBe('Bearer')

    expect(await patch(`/servicePrincipals/${String(principal.body.id)}`, { accountEnabled: false })).toBe(204)
    expect(await signIn(appId, String(secretText))).toEqual([7000112])
    expect(await patch(`/servicePrincipals/${String(principal.body.id)}`, { accountEnabled: true })).toBe(204)

    expect((await get(path)).body.passwordCredentials).toHaveLength(1)
    expect((await post(`${path}/removePassword`, { keyId })).status).toBe(204)
    expect((await post(`${path}/removePassword`, { keyId })).status).toBe(400)
    expect(await signIn(appId, String(secretText))).toEqual([7000215])
    expect(await remove(path)).toBe(204)
    expect(await signIn(appId, String(secretText))).toEqual([700016])
  })

  it('tells an expired secret from a wrong one', async () => {
    const { clientId } = at(fixture.cloud.ready.apps, 0)
    const added = await post(`/applications(appId='${clientId}')/addPassword`, {
      passwordCredential: { startDateTime: '2020-01-01T00:00:00Z', endDateTime: '2021-01-01T00:00:00Z' }
    })
    expect(await signIn(clientId, String(added.body.secretText))).toEqual([7000222])
  })

  it('takes certificates and keeps those that are named by their id', async () => {
    const { body } = await post('/applications', { displayName: 'Gauge' })
    const path = `/applications/${String(body.id)}`
    const registered = fixture.cloud.world.applications.flatMap(({ certificates }) => certificates)
    const pem = at(registered, 1).certificatePem
    const key = pem.replace(/-----[^-]+-----|\s/g, '')
    const credential = { type: 'AsymmetricX509Cert', usage: 'Verify', key, displayName: 'CN=gauge' }
    expect(await patch(path, { keyCredentials: [credential] })).toBe(204)
    const [kept] = (await get(path)).body.keyCredentials as Record<string, unknown>[]
    expect(kept).toMatchObject({ displayName: 'CN=gauge', key: null })
    expect(kept?.customKeyIdentifier).toMatch(/^[\dA-F]{40}$/)
    expect(Date.parse(String(kept?.endDateTime))).toBeGreaterThan(Date.now())
    expect(await patch(path, { keyCredentials: [kept, credential] })).toBe(204)
    expect((await get(path)).body.keyCredentials).toHaveLength(2)
    expect(await patch(path, { keyCredentials: [{ key: 'bm90IGEgY2VydGlmaWNhdGU=' }] })).toBe(400)
    expect(await patch(path, { keyCredentials: [] })).toBe(204)
    expect((await get(path)).body.keyCredentials).toEqual([])
  })

  it('trusts another issuer', async () => {
    const { body } = await post('/applications', { displayName: 'Pipeline' })
    const path = `/applications/${String(body.id)}/federatedIdentityCredentials`
    const credential = {
      name: 'main-branch',
      issuer: 'https://token.actions.githubusercontent.com',
      subject: 'repo:contoso/maps:ref:refs/heads/main',
      audiences: ['api://AzureADTokenExchange']
    }
    const made = await post(path, credential)
    expect(made).toMatchObject({ status: 201, body: { ...credential, description: null } })
    expect((await post(path, { ...credential, name: 'again' })).status).toBe(409)
    expect(await patch(`${path}/main-branch`, { subject: 'repo:contoso/maps:environment:live' })).toBe(204)
    const { body: read } = await get(`${path}/${String(made.body.id)}`)
    expect(read).toMatchObject({ name: 'main-branch', subject: 'repo:contoso/maps:environment:live' })
    expect((await get(path)).value).toHaveLength(1)
    expect(await remove(`${path}/main-branch`)).toBe(204)
    expect((await get(path)).value).toEqual([])
  })

  it('is what was said about it, and nothing is forgotten in silence', async () => {
    const { body } = await post('/applications', {
      displayName: 'Portal',
      identifierUris: ['api://tides.contoso.com'],
      web: {
        redirectUris: ['https://tides.contoso.com/signed-in'],
        implicitGrantSettings: { enableIdTokenIssuance: true }
      },
      spa: { redirectUris: ['https://tides.contoso.com/app'] },
      requiredResourceAccess: [
        { resourceAppId: GRAPH_APP_ID, resourceAccess: [{ id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'Scope' }] }
      ]
    })
    const path = `/applications/${String(body.id)}`
    expect(body).toMatchObject({
      identifierUris: ['api://tides.contoso.com'],
      web: {
        redirectUris: ['https://tides.contoso.com/signed-in'],
        implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: false }
      },
      spa: { redirectUris: ['https://tides.contoso.com/app'] },
      requiredResourceAccess: [{ resourceAppId: GRAPH_APP_ID }]
    })
    const found = await get("/applications?$filter=identifierUris/any(s:s eq 'api://tides.contoso.com')")
    expect(found.value).toHaveLength(1)
    expect(
      await patch(path, { isFallbackPublicClient: true, publicClient: { redirectUris: ['http://localhost'] } })
    ).toBe(204)
    expect((await get(path)).body).toMatchObject({
      isFallbackPublicClient: true,
      publicClient: { redirectUris: ['http://localhost'] }
    })
    expect(await patch(path, { notes: 'x' })).toBe(400)
    expect(await patch(path, { web: { homePageUrl: 'https://tides.contoso.com' } })).toBe(400)
    expect(await patch(path, { displayName: 7 })).toBe(400)
    expect((await post('/applications', {})).status).toBe(400)
  })
})
