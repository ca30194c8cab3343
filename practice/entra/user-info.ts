import type { Context, Env } from 'hono'
import { decodeJwt } from 'jose'
import type { CloudContext } from '../cloud-context.ts'
import { GRAPH_APP_ID } from '../world/resources.ts'
import { pairwise } from './token/claims.ts'
import { bearerToken, checkToken } from './verify-token.ts'

const refused = (message: string): Response =>
  new Response(JSON.stringify({ error: { code: 'InvalidAuthenticationToken', message } }), {
    status: 401,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'WWW-Authenticate': 'Bearer error="invalid_token"',
      'x-emulated-guess': '1'
    }
  })

/** GET or POST oidc/userinfo: who the person of a Microsoft Graph token is, as OpenID Connect asks it. */
export const answerUserInfo = async <E extends Env>(
  cloud: CloudContext,
  c: Context<E>,
  nowMs: number
): Promise<Response> => {
  const token = bearerToken(c.req.header('authorization'))
  if (token === undefined) return refused('Access token is empty.')
  const check = await checkToken(cloud, token, GRAPH_APP_ID, nowMs)
  if (!check.ok || check.caller.kind !== 'user') return refused('Access token validation failure.')
  const claims = decodeJwt(token)
  return Response.json({
    // The same as in the id token of the application that asks: clients compare them.
    sub: pairwise(check.caller.objectId, check.caller.appId),
    name: claims.name,
    family_name: claims.family_name,
    given_name: claims.given_name,
    picture: `${cloud.endpoints.graph}/v1.0/me/photo/$value`,
    email: claims.email ?? claims.upn
  })
}
