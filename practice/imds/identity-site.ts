import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { ManagedIdentity } from '../world/model.ts'
import { type IdentityToken, identityToken } from './identity-token.ts'
import type { TokenCache } from './token-cache.ts'

/** What the hosts that give tokens to identities share. */
export interface IdentitySite {
  cloud: CloudContext
  tokens: TokenCache
}

/** The token of an identity for a resource, and for how many seconds it is still good. */
export const tokenFor = async (
  { cloud, tokens }: IdentitySite,
  c: Context<PracticeEnv>,
  identity: ManagedIdentity,
  resource: string
): Promise<IdentityToken & { secondsLeft: number }> => {
  const nowMs = c.get('nowMs')
  const refused = c.req.query('token_sha256_to_refresh')
  const token = await tokens.get(`${identity.clientId} ${resource}`, nowMs, refused, () =>
    identityToken(cloud, identity, resource, nowMs)
  )
  return { ...token, secondsLeft: token.expiresOn - Math.floor(nowMs / 1000) }
}
