import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CertificateFile } from '../../../electron/services/ports.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { clientId, tenantA } from '../../fakes/entra.ts'
import { buildHouse, type House } from '../../fakes/house.ts'

const password = 'open sesame'
let house: House
beforeEach(async () => {
  house = await buildHouse()
  house.clock.time = Date.parse('2027-01-01T00:00:00Z')
})

function fixture(fileName: string): CertificateFile {
  return { fileName, bytes: readFileSync(join(import.meta.dirname, '../adapters/certificates', fileName)) }
}

async function choose(...names: string[]): Promise<string> {
  house.chosenFiles.current = names.map(fixture)
  const chosen = await house.services.certificates.choose()
  return chosen?.choiceId ?? ''
}

const gone = { code: 'not-found', what: 'certificate' }

describe('a chosen certificate', () => {
  it('is summed up without a secret', async () => {
    house.chosenFiles.current = [fixture('survey.key.pem'), fixture('survey.cer.pem')]
    expect(await house.services.certificates.choose()).toEqual({
      choiceId: expect.any(String) as string,
      fileName: 'survey.key.pem + survey.cer.pem',
      needsPassword: false,
      certificate: {
        subject: 'O=Contoso, CN=survey',
        thumbprint: 'C3A04F1DF88034C0366484B7B9E32509B022B8AB',
        validFrom: '2020-01-01T00:00:00.000Z',
        expiresAt: '2100-01-01T00:00:00.000Z'
      }
    })
  })

  it('is summed up once its password is known', async () => {
    const choiceId = await choose('aes-256.pfx')
    const { certificates } = house.services
    expect(await failureOfAsync(certificates.read({ choiceId, password: 'x' }))).toMatchObject({ problem: 'wrong' })
    expect(await certificates.read({ choiceId, password })).toMatchObject({
      needsPassword: false,
      certificate: { subject: 'O=Contoso, CN=survey' }
    })
  })

  it('is kept where the dialog is closed the next time, and replaced by another', async () => {
    const { certificates } = house.services
    const first = await choose('empty-password.pfx')
    house.chosenFiles.current = null
    expect(await certificates.choose()).toBeNull()
    expect(await certificates.take({ choiceId: first, password: '' })).toMatchObject({
      subject: 'O=Contoso, CN=survey'
    })
    await choose('aes-256.pfx')
    expect(await failureOfAsync(certificates.take({ choiceId: first, password: '' }))).toEqual(gone)
  })

  it('is dropped by a choice that cannot be used', async () => {
    const first = await choose('empty-password.pfx')
    house.chosenFiles.current = [fixture('survey.cer.pem')]
    expect(await failureOfAsync(house.services.certificates.choose())).toMatchObject({ problem: 'no-private-key' })
    expect(await failureOfAsync(house.services.certificates.take({ choiceId: first, password: '' }))).toEqual(gone)
  })

  it('is gone after ten minutes, or when it is forgotten', async () => {
    const { certificates } = house.services
    const old = await choose('empty-password.pfx')
    house.clock.pass(599)
    expect(await certificates.take({ choiceId: old, password: '' })).toBeTruthy()
    house.clock.pass(1)
    expect(await failureOfAsync(certificates.take({ choiceId: old, password: '' }))).toEqual(gone)
    const next = await choose('empty-password.pfx')
    certificates.forget()
    expect(await failureOfAsync(certificates.take({ choiceId: next, password: '' }))).toEqual(gone)
  })
})

describe('an application', () => {
  it('signs in with its certificate, and its account says until when that works', async () => {
    const { certificates, signIn, accounts } = house.services
    const choiceId = await choose('aes-256.pfx')
    const certificate = await certificates.take({ choiceId, password })
    await signIn.withCertificate({ operationId: 'o', tenant: tenantA, clientId, certificate })
    expect(accounts.list()).toMatchObject([
      { kind: 'application', credential: 'certificate', credentialExpiresAt: '2100-01-01T00:00:00.000Z' }
    ])
    await accounts.mark(accounts.list()[0]?.accountId ?? '', 'sign-in-needed')
    expect(accounts.list()).toMatchObject([{ credential: 'certificate', state: 'sign-in-needed' }])
    const told = JSON.stringify([...house.vault.entries, ...house.events])
    expect(told).not.toMatch(/PRIVATE|open sesame/)
  })

  it.each([
    [
      { tenant: '', clientId },
      { code: 'input-missing', field: 'tenant' }
    ],
    [
      { tenant: tenantA, clientId: 'my-app' },
      { code: 'not-a-guid', field: 'client-id', value: 'my-app' }
    ]
  ])('with %j is refused before anything is sent', async (typed, failure) => {
    const certificate = await house.services.certificates.open([fixture('empty-password.pfx')], '')
    const signIn = house.services.signIn.withCertificate({ operationId: 'o', certificate, ...typed })
    expect(await failureOfAsync(signIn)).toEqual(failure)
  })

  it('that was stored before certificates were known has a client secret, and a person has none', async () => {
    const old = { cloud: 'public', username: 'x', displayName: 'x', homeTenantId: tenantA, clientId, state: 'ready' }
    const at = { signedInAt: '2026-05-01T12:00:00Z' }
    await house.vault.index.put('account', 'public.a', { ...old, ...at, accountId: 'public.a', kind: 'application' })
    await house.vault.index.put('account', 'public.b', { ...old, ...at, accountId: 'public.b', kind: 'user' })
    expect(house.services.accounts.get('public.a')).toMatchObject({
      credential: 'client-secret',
      credentialExpiresAt: null
    })
    expect(house.services.accounts.get('public.b')).toMatchObject({ credential: null, credentialExpiresAt: null })
  })
})
