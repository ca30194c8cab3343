import { decodeJwt } from 'jose'
import { at, CLI, type Fixture } from './practice-fixture.ts'
import { person, refreshTokenOf } from './sign-in-by-script.ts'

/** The web API of the default world. */
export const portal = (fixture: Fixture) => at(fixture.cloud.ready.apps, 3)

/** A person's token for the portal, as somebody's own tool sends it there. */
export const portalToken = async (fixture: Fixture, personIndex: number): Promise<string> => {
  const { tenantId, clientId } = portal(fixture)
  const refresh_token = await refreshTokenOf(fixture, person(fixture, personIndex), tenantId)
  const scope = `api://${clientId}/access_as_user`
  const { body } = await fixture.token(tenantId, { grant_type: 'refresh_token', client_id: CLI, refresh_token, scope })
  const token = String(body.access_token)
  if (decodeJwt(token).aud !== clientId) throw new Error('The token is not for the portal.')
  return token
}
