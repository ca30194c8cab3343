import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { bearerToken, checkToken } from '../entra/verify-token.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { hasRole } from '../world/authorization.ts'
import type { RoleName } from '../world/built-in-roles.ts'
import type { GeoCatalog } from '../world/model.ts'
import { GeoCatalogError, notFound } from './geocatalog-error.ts'

const GEOCATALOG_APP_ID = '6388acc4-795e-43a9-a320-33075c1eb83b'

/** The api-versions that requests may name, and those that the newest recordings tell as supported. */
export const API_VERSIONS = {
  accepted: ['2024-01-31-preview', '2025-04-30-preview', '2026-04-15', '2026-08-01-preview'],
  supported: ['2025-04-30-preview', '2026-04-15']
}

/** Documented: the subscription's Owner counts as GeoCatalog Administrator. */
const ADMINISTRATORS: readonly RoleName[] = ['geoCatalogAdministrator', 'owner']
const READERS: readonly RoleName[] = ['geoCatalogReader', ...ADMINISTRATORS]

/** What somebody must be to be answered. */
export type Access = 'reader' | 'administrator'

const unauthorized = (): GeoCatalogError =>
  new GeoCatalogError(401, 'Unauthorized', 'The access token is missing or not valid.', true)

/** Checks token, tenant and role, then the api-version; which of them the real service looks at first is not known. */
export const requireAccess = async (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  catalog: GeoCatalog,
  access: Access
): Promise<void> => {
  const token = bearerToken(c.req.header('authorization'))
  if (token === undefined) throw unauthorized()
  const check = await checkToken(cloud, token, GEOCATALOG_APP_ID, c.get('nowMs'))
  if (!check.ok || check.caller.tenantId !== catalog.tenantId) throw unauthorized()
  const wanted = access === 'reader' ? READERS : ADMINISTRATORS
  if (!hasRole(cloud.world, check.caller.objectId, catalog.resourceId, wanted))
    throw new GeoCatalogError(
      403,
      'Forbidden',
      access === 'reader'
        ? 'The caller has no role on this GeoCatalog that allows this request.'
        : 'The caller needs the role GeoCatalog Administrator on this GeoCatalog for this request.',
      true
    )
  if (!API_VERSIONS.accepted.includes(c.req.query('api-version') ?? ''))
    throw notFound('The requested resource was not found.')
}
