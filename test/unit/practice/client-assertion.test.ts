import { SignJWT } from 'jose'
import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { at, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { type CertificateParts, clientAssertion, readCertificateFile } from '../../support/client-assertion.ts'

const fixture = withPracticeCloud()
const daemon = () => at(fixture.cloud.ready.apps, 1)
const operator = () => at(fixture.cloud.ready.apps, 0)
const certificate = (): CertificateParts => readCertificateFile(daemon().certificateFile)
const login = (): string => fixture.cloud.ready.endpoints.login
const tokenEndpoint = (): string => `${login()}/${daemon().tenantId}/oauth2/v2.0/token`

const send = async (assertion: string, clientId = daemon().clientId, more: Record<string, string> = {}) =>
  fixture.token(daemon().tenantId, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: MAPS_SCOPE,
    ...more
  })

const refusedBy = async (assertion: string, clientId?: string): Promise<[number, unknown, number]> => {
  const { status, body } = await send(assertion, clientId)
  return [at(body.error_codes as number[], 0), body.error, status]
}

const seconds = (): number => Math.floor(Date.now() / 1000)
const own = (header?: Record<string, unknown>, claims?: Record<string, unknown>, audience = tokenEndpoint()) =>
  clientAssertion(certificate(), daemon().clientId, audience, header, claims)

describe('a certificate assertion', () => {
  it('is handed out in a file that only this user can read', () => {
    expect(statSync(daemon().certificateFile ?? '').mode & 0o777).toBe(0o600)
  })

  it.each([
    ['PS256 and x5t#S256', () => ({ alg: 'PS256', 'x5t#S256': certificate().x5tS256 })],
    ['RS256 and x5t', () => ({ alg: 'RS256', x5t: certificate().x5t })],
    ['x5t with padding, as MSAL for Python writes it', () => ({ alg: 'RS256', x5t: `${certificate().x5t}=` })],
    ['RS256 and x5c', () => ({ alg: 'RS256', x5c: [certificate().x5c] })],
    [
      'all three',
      () => ({ alg: 'PS256', x5t: certificate().x5t, 'x5t#S256': certificate().x5tS256, x5c: [certificate().x5c] })
    ]
  ])('is taken with %s', async (_name, header) => {
    const { status, body } = await send(await own(header()))
    expect([status, body.token_type]).toEqual([200, 'Bearer'])
  })

  it.each([
    ['the version 1 endpoint', () => `${login()}/${daemon().tenantId}/oauth2/token`],
    ['the issuer', () => `${login()}/${daemon().tenantId}/v2.0`],
    ['a domain of the tenant', () => `${login()}/contoso.com/oauth2/v2.0/token`]
  ])('may be meant for %s', async (_name, audience) => {
    expect((await send(await own(undefined, undefined, audience()))).status).toBe(200)
  })

  it('may come twice, because clients send theirs until it expires', async () => {
    const assertion = await own()
    expect([(await send(assertion)).status, (await send(assertion)).status]).toEqual([200, 200])
  })

  it.each([
    ['no JWT', () => Promise.resolve('nonsense'), [50027, 'invalid_request', 400]],
    [
      'another issuer than the client',
      () => own(undefined, { iss: operator().clientId }),
      [700021, 'invalid_client', 401]
    ],
    ['another subject', () => own(undefined, { sub: operator().clientId }), [700021, 'invalid_client', 401]],
    [
      'past its end',
      () => own(undefined, { exp: seconds() - 400, nbf: seconds() - 900 }),
      [700024, 'invalid_client', 401]
    ],
    [
      'before its beginning',
      () => own(undefined, { nbf: seconds() + 900, exp: seconds() + 1500 }),
      [700024, 'invalid_client', 401]
    ],
    [
      'with an end that is no time',
      () => own(undefined, { exp: 'soon', nbf: 'now', iss: 7, aud: 8 }),
      [700021, 'invalid_client', 401]
    ],
    ['without an end', () => own(undefined, { exp: undefined }), [90014, 'invalid_request', 400]],
    [
      'for another tenant',
      () => own(undefined, undefined, `${login()}/fabrikam.com/oauth2/v2.0/token`),
      [700023, 'invalid_client', 401]
    ],
    [
      'for another host',
      () => own(undefined, undefined, `https://example.com/${daemon().tenantId}/oauth2/v2.0/token`),
      [700023, 'invalid_client', 401]
    ],
    ['without any mark of its certificate', () => own({ alg: 'PS256' }), [700027, 'invalid_client', 401]],
    ['with a thumbprint of nothing', () => own({ alg: 'PS256', 'x5t#S256': 'AAAA' }), [700027, 'invalid_client', 401]],
    [
      'with marks of two certificates',
      () => own({ alg: 'PS256', 'x5t#S256': certificate().x5tS256, x5t: 'AAAA' }),
      [700027, 'invalid_client', 401]
    ],
    ['with marks that are no text', () => own({ alg: 'PS256', x5t: 7, x5c: 'x' }), [700027, 'invalid_client', 401]]
  ])('is refused: %s', async (_name, assertion, expected) => {
    expect(await refusedBy(await assertion())).toEqual(expected)
  })

  it('is refused when somebody changed it', async () => {
    const [head = '', body = '', signature = ''] = (await own()).split('.')
    const changed = Buffer.from(body, 'base64url').toString().replace('"jti":"', '"jti":"x')
    const { body: answer, status } = await send([head, Buffer.from(changed).toString('base64url'), signature].join('.'))
    expect(status).toBe(401)
    expect(answer.error_description).toMatch(/^AADSTS700027: .*did not match the expected signature/)
  })

  it('is refused with a symmetric key, whatever the header says', async () => {
    const { certificatePem, x5tS256 } = certificate()
    const claims = { aud: tokenEndpoint(), iss: daemon().clientId, sub: daemon().clientId, exp: seconds() + 60 }
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', 'x5t#S256': x5tS256 })
      .sign(Buffer.from(certificatePem))
    expect(await refusedBy(forged)).toEqual([5002738, 'invalid_client', 401])
  })

  it('is refused with a certificate that has expired, which the answer dates', async () => {
    const expired = readCertificateFile(operator().certificateFile)
    const assertion = await clientAssertion(expired, operator().clientId, tokenEndpoint())
    const { status, body } = await send(assertion, operator().clientId)
    expect([status, body.error]).toEqual([401, 'invalid_client'])
    expect(body.error_description).toMatch(/^AADSTS700027: .*The key used is expired\..*Found key 'Start=.*, End=/)
  })

  it('names the thumbprint that it does not know', async () => {
    const stranger = readCertificateFile(operator().certificateFile)
    const assertion = await clientAssertion(
      { ...certificate(), x5tS256: stranger.x5tS256 },
      daemon().clientId,
      tokenEndpoint()
    )
    const { body } = await send(assertion)
    const shown = Buffer.from(stranger.x5tS256, 'base64url').toString('hex').toUpperCase()
    expect(body.error_description).toContain(`Thumbprint of key used by client: '${shown}'`)
  })

  it('needs its type', async () => {
    const type = { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' }
    const { body, status } = await send(await own(), undefined, type)
    expect([status, body.error]).toEqual([401, 'invalid_client'])
  })
})
