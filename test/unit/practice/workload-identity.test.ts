import { createRemoteJWKSet, customFetch, decodeJwt, jwtVerify } from 'jose'
import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { at, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const workload = () => {
  const { workloadIdentity } = fixture.cloud.ready
  if (workloadIdentity === null) throw new Error('The default world has no workload.')
  return workloadIdentity
}
const fileToken = (): string => readFileSync(workload().tokenFile, 'utf8')
const application = () => at(fixture.cloud.world.applications, 1)

const send = async (
  assertion: string,
  clientId = workload().clientId
): Promise<[number, unknown, Record<string, unknown>]> => {
  const { status, body } = await fixture.token(workload().tenantId, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: MAPS_SCOPE
  })
  return [status, (body.error_codes as number[] | undefined)?.[0], body]
}

describe('a federated assertion', () => {
  it('is in a file that only this user can read, and its issuer publishes the key', async () => {
    expect(statSync(workload().tokenFile).mode & 0o777).toBe(0o600)
    const { iss = '' } = decodeJwt(fileToken())
    const found = (await (await fixture.fetch(`${iss}/.well-known/openid-configuration`)).json()) as {
      issuer: string
      jwks_uri: string
    }
    expect(found.issuer).toBe(iss)
    const keys = createRemoteJWKSet(new URL(found.jwks_uri), { [customFetch]: fixture.fetch })
    const { payload } = await jwtVerify(fileToken(), keys, { audience: 'api://AzureADTokenExchange' })
    expect(payload.sub).toBe('system:serviceaccount:survey:survey-daemon')
  })

  it('stands for the application', async () => {
    const [status, , body] = await send(fileToken())
    expect(status).toBe(200)
    expect(decodeJwt(String(body.access_token))).toMatchObject({ appid: workload().clientId, appidacr: '2' })
  })

  it('is refused by issuer, then subject, then audience, as the record says exactly', async () => {
    const [credential] = application().federatedCredentials
    if (credential === undefined) throw new Error('The daemon has no federated credential.')
    const right = { ...credential }
    const codes: unknown[] = []
    for (const wrong of [
      { issuer: `${right.issuer}/` },
      { subject: right.subject.toUpperCase() },
      { audiences: ['api://other'] }
    ]) {
      Object.assign(credential, right, wrong)
      const [status, code, body] = await send(fileToken())
      codes.push([status, code, body.error])
    }
    Object.assign(credential, right)
    expect(codes).toEqual([
      [401, 700211, 'invalid_client'],
      [401, 700213, 'invalid_client'],
      [401, 700212, 'invalid_client']
    ])
  })

  it('is refused for an application without any record, and with a signature of nobody', async () => {
    const operator = at(fixture.cloud.ready.apps, 0).clientId
    expect((await send(fileToken(), operator)).slice(0, 2)).toEqual([401, 70025])
    const [head = '', body = ''] = fileToken().split('.')
    expect((await send(`${head}.${body}.${Buffer.from('forged').toString('base64url')}`)).slice(0, 2)).toEqual([
      400, 50013
    ])
  })

  it('stands for a user-assigned identity that names its subject', async () => {
    const identity = fixture.cloud.world.managedIdentities.find(({ kind }) => kind === 'user')
    if (identity === undefined) throw new Error('The world has no user-assigned identity.')
    const before = identity.federatedSubjects
    identity.federatedSubjects = ['system:serviceaccount:survey:survey-daemon']
    const [status, , body] = await send(fileToken(), identity.clientId)
    identity.federatedSubjects = before
    expect([status, decodeJwt(String(body.access_token)).oid]).toEqual([200, identity.objectId])
  })
})
