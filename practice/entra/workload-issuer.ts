import { errors, type CompactVerifyGetKey } from 'jose'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import type { JsonBody } from '../http/json-body.ts'

/** How a federated credential of the world names the practice cloud's own issuer, whose address is new at each start. */
export const PRACTICE_ISSUER = 'practice'

/** The life of the token file; nobody writes it anew, so it lasts as long as the certificates of one start. */
const LIFE_SECONDS = 14 * 86_400

type Cloud = Pick<CloudContext, 'endpoints' | 'signer'>

/** The issuer of workload tokens, as it stands in them: what a Kubernetes cluster's would be. */
export const workloadIssuer = ({ endpoints }: Pick<Cloud, 'endpoints'>): string =>
  `${endpoints.login}/practice-workload`

/** The OpenID configuration of the workload issuer. */
export const workloadConfiguration = (cloud: Cloud): JsonBody => {
  const issuer = workloadIssuer(cloud)
  return {
    issuer,
    jwks_uri: `${issuer}/openid/v1/jwks`,
    authorization_endpoint: 'urn:kubernetes:programmatic_authorization',
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss']
  }
}

/** The published key of the workload issuer. */
export const workloadKeys = async ({ signer }: Cloud): Promise<JsonBody> => ({
  keys: [{ ...(await signer.firstKey).jwk, alg: 'RS256' }]
})

/** The keys that an issuer's tokens are checked with: the workload issuer's, or those of a tenant here; others are never asked. */
export const issuerKeys = (cloud: Cloud, issuer: string): CompactVerifyGetKey | undefined => {
  if (issuer === workloadIssuer(cloud)) {
    return async ({ kid }) => {
      const key = await cloud.signer.firstKey
      if (key.kid !== kid) throw new errors.JWKSNoMatchingKey()
      return key.publicKey
    }
  }
  return issuer.startsWith(`${cloud.endpoints.login}/`) ? cloud.signer.keyOf : undefined
}

/** Signs a workload's token, as a cluster puts it into a pod. */
export const signWorkloadToken = async (cloud: Cloud, subject: string, audience: string): Promise<string> => {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    aud: [audience],
    exp: now + LIFE_SECONDS,
    iat: now,
    iss: workloadIssuer(cloud),
    jti: randomUUID(),
    nbf: now,
    sub: subject,
    xms_practice: 'true'
  }
  return (await cloud.signer.firstKey).sign(claims, false)
}
