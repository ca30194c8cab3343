import type { Membership, Tenant, User } from '../world/model.ts'
import { stableId } from '../world/stable-id.ts'
import { EntraError } from './entra-error.ts'
import type { SignedIn } from './grants.ts'

/** Whether this person must prove with a second factor who they are in this tenant. */
export const wantsMfa = (tenant: Tenant, user: User, membership: Membership): boolean =>
  tenant.mfaRequired || user.mfaRequired || membership.mfaRequired

/** Whether a sign-in went through a second factor. */
export const passedMfa = ({ amr = [] }: Pick<SignedIn, 'amr'>): boolean => amr.includes('mfa')

/** The refusal of a request without a page: 50076, or 50079 for somebody without an authenticator app. */
export const mfaRefusal = (tenant: Tenant, user: User, resourceAppId: string): EntraError =>
  new EntraError(
    user.mfaRegistered ? 50076 : 50079,
    { resource: resourceAppId },
    {
      claims: JSON.stringify({
        access_token: { capolids: { essential: true, values: [stableId(`policy:mfa:${tenant.tenantId}`)] } }
      })
    }
  )
