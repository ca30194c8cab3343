import type { Claim } from '#contract/model'
import { clientId, contoso, inMinutes } from './facts.ts'

/** A token's header. */
export const header: Claim[] = [
  { claim: 'alg', value: 'RS256', meaning: 'Signed with RSA and SHA-256' },
  { claim: 'kid', value: 'z1rsYHHJ9-8mggt4HsZu8BKkBPw', meaning: 'The key of Entra ID that signed this token' }
]

/** Its claims. */
export const claims: Claim[] = [
  { claim: 'aud', value: 'https://atlas.microsoft.com', meaning: 'The service that this token opens' },
  { claim: 'iss', value: `https://sts.windows.net/${contoso}/`, meaning: 'The directory that issued it' },
  { claim: 'tid', value: contoso, meaning: 'Directory (tenant) ID' },
  { claim: 'appid', value: clientId, meaning: 'Application (client) ID that asked' },
  { claim: 'upn', value: 'ann@contoso.com', meaning: 'The user who signed in' },
  { claim: 'scp', value: 'user_impersonation', meaning: 'What the application may do for the user' },
  { claim: 'exp', value: inMinutes(52), meaning: 'Works until' }
]
