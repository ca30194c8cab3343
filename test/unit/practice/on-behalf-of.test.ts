import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { ARM_SCOPE, at, CLI, GEO_SCOPE, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud()
const contoso = (): string => at(fixture.cloud.ready.tenants, 0).tenantId
const portal = () => at(fixture.cloud.ready.apps, 3)
const portalUri = (): string => `api://${portal().clientId}`

const portalApi = () => fixture.cloud.world.applications.find(({ appId }) => appId === portal().clientId)?.api

/** A person's token for an API, as the person's own tool gets it. */
const userToken = async (scope: string, index = 1): Promise<Record<string, unknown>> => {
  const refresh_token = await refreshTokenOf(fixture, person(fixture, index), contoso())
  const form = { grant_type: 'refresh_token', client_id: CLI, refresh_token, scope }
  return (await fixture.token(contoso(), form)).body
}

const onBehalfOf = async (assertion: unknown, scope = MAPS_SCOPE, more: Record<string, string> = {}) =>
  fixture.token(contoso(), {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    client_id: portal().clientId,
    client_secret: portal().secret,
    requested_token_use: 'on_behalf_of',
    assertion: String(assertion),
    scope,
    ...more
  })

const refused = async (...asked: Parameters<typeof onBehalfOf>): Promise<[number, unknown, number, unknown]> => {
  const { status, body } = await onBehalfOf(...asked)
  return [at(body.error_codes as number[], 0), body.error, status, body.suberror]
}

describe('tokens for an API of the world', () => {
  it('are of version 2, name the API by its id and say the permissions', async () => {
    const { access_token, scope } = await userToken(`${portalUri()}/access_as_user ${portalUri()}/Surveys.Read`)
    const claims = decodeJwt(String(access_token))
    expect(claims).toMatchObject({
      aud: portal().clientId,
      iss: `${fixture.cloud.ready.endpoints.login}/${contoso()}/v2.0`,
      ver: '2.0',
      azp: CLI,
      azpacr: '0',
      preferred_username: 'rhea@contoso.com',
      scp: 'access_as_user Surveys.Read'
    })
    expect(Object.keys(claims)).not.toEqual(expect.arrayContaining(['appid']))
    expect([claims.upn, claims.unique_name, claims.amr]).toEqual([undefined, undefined, undefined])
    expect(scope).toContain(`${portalUri()}/access_as_user`)
  })

  it.each(['the first URI', 'the second URI', 'the id'])('are asked for by %s', async (name) => {
    const api = portalApi()
    const uris = api?.identifierUris ?? []
    const spelled = name === 'the id' ? portal().clientId : at(uris, name === 'the first URI' ? 0 : 1)
    const { access_token } = await userToken(`${spelled}/.default`)
    expect(decodeJwt(String(access_token)).aud).toBe(portal().clientId)
  })

  it('are of version 1 where the API says so', async () => {
    const api = portalApi()
    if (api === undefined) throw new Error('The portal has no API.')
    api.tokenVersion = 1
    const { access_token } = await userToken(`${portalUri()}/access_as_user`)
    api.tokenVersion = 2
    expect(decodeJwt(String(access_token))).toMatchObject({ aud: portalUri(), ver: '1.0', upn: 'rhea@contoso.com' })
  })

  it('carry the roles of a daemon, and none for one without', async () => {
    const roles = async (index: number): Promise<unknown> =>
      decodeJwt(await fixture.appToken(index, `${portalUri()}/.default`)).roles
    expect([await roles(1), await roles(0)]).toEqual([['Surveys.Read.All'], undefined])
  })

  it('are made for an application itself by its id, in version 1 where it says nothing', async () => {
    const { clientId } = at(fixture.cloud.ready.apps, 1)
    expect(decodeJwt(await fixture.appToken(1, `${clientId}/.default`))).toMatchObject({ aud: clientId, ver: '1.0' })
  })

  it('are not made where the API is not present, and not for a permission that it lacks', async () => {
    const refresh_token = await refreshTokenOf(fixture, person(fixture, 0), 'fabrikam.com')
    const form = { grant_type: 'refresh_token', client_id: CLI, refresh_token }
    const away = await fixture.token('fabrikam.com', { ...form, scope: `${portalUri()}/access_as_user` })
    expect(away.body.error_codes).toEqual([500011])
    const missing = await fixture.token('contoso.com', { ...form, scope: `${portalUri()}/Surveys.Write` })
    expect(missing.body.error_codes).toEqual([70011])
  })
})

describe('on behalf of a person', () => {
  it('gives the API a token of that person for another API', async () => {
    const { access_token } = await userToken(`${portalUri()}/access_as_user`)
    const { status, body } = await onBehalfOf(access_token, `offline_access openid ${MAPS_SCOPE}`)
    expect(status).toBe(200)
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      aud: 'https://atlas.microsoft.com',
      appid: portal().clientId,
      appidacr: '1',
      unique_name: 'rhea@contoso.com',
      scp: 'user_impersonation'
    })
    expect(decodeJwt(String(body.id_token)).preferred_username).toBe('rhea@contoso.com')
    expect(body.refresh_token).toBeTypeOf('string')
  })

  it('keeps the sign-in of the person: what was revoked stays revoked, and the second factor counts', async () => {
    const rhea = at(fixture.cloud.world.users, 1)
    const { access_token } = await userToken(`${portalUri()}/access_as_user`)
    rhea.mfaRequired = true
    expect(await refused(access_token)).toEqual([50076, 'interaction_required', 400, 'basic_action'])
    rhea.mfaRequired = false
    rhea.sessionsRevokedAt = Date.now()
    expect(await refused(access_token)).toEqual([50173, 'invalid_grant', 400, 'bad_token'])
    delete rhea.sessionsRevokedAt
  })

  it('needs a consent', async () => {
    const { access_token } = await userToken(`${portalUri()}/access_as_user`)
    expect(await refused(access_token, GEO_SCOPE)).toEqual([65001, 'invalid_grant', 400, 'consent_required'])
  })

  it('refuses a token for another API, of an application, and an id token', async () => {
    const { access_token } = await userToken(ARM_SCOPE)
    expect(await refused(access_token)).toEqual([500131, 'invalid_grant', 400, undefined])
    const daemons = await fixture.appToken(1, `${portalUri()}/.default`)
    expect(await refused(daemons)).toEqual([7000114, 'unauthorized_client', 400, undefined])
    const { id_token } = await userToken(`openid ${portalUri()}/access_as_user`)
    expect(await refused(id_token)).toEqual([240002, 'invalid_request', 400, undefined])
  })

  it('refuses what is no token, and one that somebody changed', async () => {
    expect((await refused('nonsense'))[0]).toBe(50027)
    const { access_token } = await userToken(`${portalUri()}/access_as_user`)
    const [head = '', body = ''] = String(access_token).split('.')
    expect(await refused(`${head}.${body}.${Buffer.from('forged').toString('base64url')}`)).toEqual([
      50013,
      'invalid_grant',
      400,
      undefined
    ])
  })

  it.each(['assertion', 'requested_token_use', 'scope'])('needs %s', async (field) => {
    const { body } = await onBehalfOf('x', MAPS_SCOPE, { [field]: '' })
    expect([body.error_codes, String(body.error_description).includes(`'${field}'`)]).toEqual([[900144], true])
  })
})
