import type { CloudContext } from '../../cloud-context.ts'
import { findTenant } from '../../world/directory.ts'
import type { AskedAt } from '../scopes.ts'

/** Azure's own names of the token service; they only ever lead here in a network of their own. */
const AZURE_HOSTS = ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net']

const PATHS = ['oauth2/v2.0/token', 'oauth2/token', 'v2.0', '']

/** Whether a client's assertion is meant for this token endpoint: its address in version 1 or 2, or the issuer's. */
export const isTokenAudience = (
  { endpoints, world }: Pick<CloudContext, 'endpoints' | 'world'>,
  { choice, segment }: AskedAt,
  audience: string
): boolean => {
  if (!URL.canParse(audience)) return false
  const { protocol, host, pathname } = new URL(audience)
  const own = new URL(endpoints.login)
  if (protocol !== 'https:' || ![own.host, `127.0.0.1:${own.port}`, ...AZURE_HOSTS].includes(host)) return false
  const [, named = '', ...rest] = pathname.split('/')
  if (!PATHS.includes(rest.join('/').replace(/\/$/, ''))) return false
  if (choice.kind !== 'tenant') return named === segment
  return findTenant(world, named) === choice.tenant
}
