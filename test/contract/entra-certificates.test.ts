import { readFile } from 'node:fs/promises'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { certificateReader } from '../../electron/adapters/certificate/certificate-reader.ts'
import type { ApplicationCertificate, CertificateFile } from '../../electron/services/ports.ts'
import { MAPS_SCOPE, withPracticeCloud } from '../clients/practice-fixture.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { cloudOf, createAdapters, never, recordName } from './adapters-on-practice.ts'

const fixture = withPracticeCloud()

/** An application of the practice cloud with its certificate, as its file says it. */
async function application(name: string, at = Date.now()) {
  const app = fixture.cloud.ready.apps.find(({ displayName }) => displayName === name)
  if (app?.certificateFile === undefined) throw new Error(`${name} has no certificate`)
  const file: CertificateFile = { fileName: 'application.pem', bytes: await readFile(app.certificateFile) }
  const certificate = await certificateReader.read([file], '', at)
  const request = {
    profileId: 'practice',
    cloud: cloudOf(fixture.cloud),
    tenant: app.tenantId,
    clientId: app.clientId,
    signal: never
  }
  return { app, certificate, request: { ...request, certificate } }
}

/** A certificate of somebody else. */
async function otherCertificate(): Promise<ApplicationCertificate> {
  const folder = new URL('../unit/adapters/certificates/', import.meta.url)
  const bytes = await readFile(new URL('empty-password.pfx', folder))
  return certificateReader.read([{ fileName: 'other.pfx', bytes }], '', Date.parse('2027-01-01T00:00:00Z'))
}

describe('sign-in with a certificate', () => {
  it('stores the certificate once Entra ID accepted it, and gets tokens with it', async () => {
    const adapters = createAdapters()
    const { app, certificate, request } = await application('survey-daemon')
    const account = await adapters.entra.signInWithCertificate(request)
    expect(account).toMatchObject({
      accountId: `practice.${app.clientId}.${app.tenantId}`,
      kind: 'application',
      displayName: 'survey-daemon',
      credential: 'certificate',
      credentialExpiresAt: certificate.expiresAt
    })
    const record = adapters.vault.records.get(recordName('certificate', account.accountId)) ?? ''
    const { privateKey, certificates } = JSON.parse(record) as { privateKey: string; certificates: string }
    expect(new X509Certificate(certificates).checkPrivateKey(createPrivateKey(privateKey))).toBe(true)

    const wanted = { cloud: request.cloud, account, tenantId: app.tenantId, refresh: true, signal: never }
    const token = await adapters.entra.acquireToken({ ...wanted, scope: MAPS_SCOPE })
    expect(decodeJwt(token.accessToken)).toMatchObject({ appid: app.clientId, appidacr: '2' })
    for (const { url, body = '' } of adapters.sent) {
      expect(url + body).not.toContain('PRIVATE')
      expect(body).not.toContain('client_secret=')
    }

    await adapters.entra.forget(account)
    expect(adapters.vault.records.size).toBe(0)
    expect(await failureOfAsync(adapters.entra.acquireToken({ ...wanted, scope: MAPS_SCOPE }))).toMatchObject({
      code: 'sign-in-needed'
    })
  })

  it('takes the place of a client secret, and a client secret its place', async () => {
    const { vault, entra } = createAdapters()
    const { app, request } = await application('survey-daemon')
    const kinds = () =>
      [...vault.records.keys()].map((name) => (JSON.parse(name) as [string])[0]).filter((kind) => kind !== 'msal-cache')
    const { certificate, ...bare } = request
    await entra.signInWithClientSecret({ ...bare, clientSecret: app.secret })
    expect(kinds()).toEqual(['client-secret'])
    await entra.signInWithCertificate({ ...bare, certificate })
    expect(kinds()).toEqual(['certificate'])
    const account = await entra.signInWithClientSecret({ ...bare, clientSecret: app.secret })
    expect(account).toMatchObject({ credential: 'client-secret', credentialExpiresAt: null })
    expect(kinds()).toEqual(['client-secret'])
  })

  it('says which certificate is not registered, and stores nothing', async () => {
    const { vault, entra } = createAdapters()
    const { request } = await application('survey-daemon')
    const certificate = await otherCertificate()
    const refused = await failureOfAsync(entra.signInWithCertificate({ ...request, certificate }))
    expect(refused).toMatchObject({
      code: 'certificate-not-registered',
      clientId: request.clientId,
      thumbprint: 'C3A04F1DF88034C0366484B7B9E32509B022B8AB',
      evidence: { aadsts: 700027, error: 'invalid_client' }
    })
    expect(vault.records.size).toBe(0)
  })

  it('says so where Entra ID finds the certificate expired, also long after the sign-in', async () => {
    const { entra, vault } = createAdapters()
    const longAgo = Date.parse('2020-01-01T00:00:00Z')
    const expired = await failureOfAsync(application('GIS operator'))
    if (expired.code !== 'certificate-expired') throw new Error(expired.code)
    const before = Date.parse(expired.expiredAt ?? '') - 86_400_000
    expect(before).toBeGreaterThan(longAgo)
    const { app, certificate, request } = await application('GIS operator', before)
    const refused = await failureOfAsync(entra.signInWithCertificate(request))
    expect(refused).toMatchObject({ code: 'certificate-expired', expiredAt: null, evidence: { aadsts: 700027 } })

    const { profileId, cloud, tenant, clientId, signal } = request
    const account = await entra.signInWithClientSecret({
      profileId,
      cloud,
      tenant,
      clientId,
      signal,
      clientSecret: app.secret
    })
    const { privateKeyPem: privateKey, chainPem: certificates } = certificate
    await vault.write('certificate', account.accountId, JSON.stringify({ privateKey, certificates }))
    const later = entra.acquireToken({
      cloud,
      account: { ...account, credential: 'certificate' },
      tenantId: app.tenantId,
      scope: MAPS_SCOPE,
      refresh: true,
      signal
    })
    expect(await failureOfAsync(later)).toMatchObject({ code: 'certificate-expired' })
  })

  it('wants the file again where the entry in the vault is no certificate', async () => {
    const { entra, vault } = createAdapters()
    const { app, request } = await application('survey-daemon')
    const account = await entra.signInWithCertificate(request)
    await vault.write('certificate', account.accountId, '{}')
    const wanted = { cloud: request.cloud, account, tenantId: app.tenantId, refresh: true, signal: never }
    expect(await failureOfAsync(entra.acquireToken({ ...wanted, scope: MAPS_SCOPE }))).toEqual({
      code: 'record-damaged',
      label: 'certificate'
    })
  })
})
