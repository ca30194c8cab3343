import type { Context } from 'hono'
import { randomBytes } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import { claimsChallenge, interruptionMessage } from '../entra/continuous-access.ts'
import { bearerToken, type Caller, checkToken, type TokenCheck } from '../entra/verify-token.ts'
import { findTenant } from '../world/directory.ts'
import type { Tenant } from '../world/model.ts'
import { GRAPH_APP_ID } from '../world/resources.ts'
import { presenceById } from './directory/presences.ts'
import { GraphError } from './graph-error.ts'
import type { GraphEnv } from './graph-env.ts'

/** Who asks, in which tenant. */
export interface GraphCaller extends Caller {
  tenant: Tenant
}

/** Both challenges of a 401. */
const challenge = ({ endpoints }: CloudContext): string => {
  const common = `realm="", authorization_uri="${endpoints.login}/common/oauth2/authorize", client_id="${GRAPH_APP_ID}"`
  return `Bearer ${common}, PoP ${common}, nonce="${randomBytes(24).toString('base64url')}"`
}

const refusal = (cloud: CloudContext, message: string, guessed = true): GraphError =>
  new GraphError(401, 'InvalidAuthenticationToken', message, { challenge: challenge(cloud), guessed })

const MESSAGES: Record<(TokenCheck & { ok: false })['reason'], string> = {
  expired: 'Access token has expired or is not yet valid.',
  audience: 'Access token validation failure. Invalid audience.',
  malformed: 'Invalid signature.'
}

const NOT_A_TOKEN =
  "IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact Serialization Format. (JWS): 'EncodedHeader.EncodedPayload.EncodedSignature'. (JWE): 'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext.EncodedAuthenticationTag'."

/** Checks the token; every way in which it is wrong has its own words. */
export const requireCaller = async (cloud: CloudContext, c: Context<GraphEnv>): Promise<GraphCaller> => {
  const token = bearerToken(c.req.header('authorization'))
  if (token === undefined) throw refusal(cloud, 'Access token is empty.')
  if (!token.includes('.')) throw refusal(cloud, NOT_A_TOKEN)
  const check = await checkToken(cloud, token, GRAPH_APP_ID, c.env.nowMs)
  if (!check.ok && check.interruption !== undefined)
    throw new GraphError(401, 'InvalidAuthenticationToken', interruptionMessage(check.interruption), {
      challenge: claimsChallenge(cloud, GRAPH_APP_ID, check.interruption)
    })
  if (!check.ok) throw refusal(cloud, MESSAGES[check.reason], check.reason !== 'expired')
  const { caller } = check
  const tenant = findTenant(cloud.world, caller.tenantId)
  if (tenant === undefined) throw refusal(cloud, 'Invalid tenant.')
  if (caller.kind === 'app' && presenceById(cloud.world, tenant, caller.objectId) === undefined)
    throw new GraphError(
      403,
      'Authorization_IdentityNotFound',
      'The identity of the calling application could not be established.',
      { guessed: true }
    )
  return { ...caller, tenant }
}
