import { decodeJwt, type JWTPayload } from 'jose'
import type { CloudContext } from '../../cloud-context.ts'
import type { JsonBody } from '../../http/json-body.ts'
import { findUser } from '../../world/directory.ts'
import type { TokenAnswer } from '../token/token-request.ts'

const versionOneIdClaims = ({ world }: Pick<CloudContext, 'world'>, claims: JWTPayload): JWTPayload => {
  const { preferred_username: name, ...kept } = claims
  const user = findUser(world, String(name))
  return {
    ...kept,
    iss: `https://sts.windows.net/${String(claims.tid)}/`,
    amr: ['pwd'],
    ...(user === undefined ? {} : { family_name: user.surname, given_name: user.givenName }),
    ipaddr: '127.0.0.1',
    unique_name: name,
    upn: name,
    ver: '1.0'
  }
}

/** An answer of the version 1 token endpoint: numbers as text, times as epochs, the resource by its name, an id token of its own. */
export const asVersion1Answer = async (
  cloud: Pick<CloudContext, 'world' | 'signer'>,
  answer: TokenAnswer,
  resource: string | undefined
): Promise<JsonBody> => {
  const claims = decodeJwt(answer.access_token)
  const { id_token: idToken } = answer
  return {
    token_type: answer.token_type,
    ...(typeof claims.scp === 'string' ? { scope: claims.scp } : {}),
    expires_in: String(answer.expires_in),
    ext_expires_in: String(answer.ext_expires_in),
    expires_on: String(claims.exp),
    not_before: String(claims.nbf),
    resource: resource ?? claims.aud,
    access_token: answer.access_token,
    ...(answer.refresh_token === undefined ? {} : { refresh_token: answer.refresh_token }),
    ...(answer.foci === undefined ? {} : { foci: answer.foci }),
    ...(idToken === undefined
      ? {}
      : { id_token: await cloud.signer.sign(versionOneIdClaims(cloud, decodeJwt(idToken)), 'v1') }),
    ...(answer.client_info === undefined ? {} : { client_info: answer.client_info })
  }
}
