import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { pageOf } from '../http/page.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { KeyVault, SecretPermission } from '../world/model.ts'
import { requireVaultAccess } from './vault-access.ts'
import { badParameter } from './vault-error.ts'
import { answer } from './vault-reply.ts'

const API_VERSIONS = [
  '7.0',
  '7.1',
  '7.2',
  '7.3',
  '7.4',
  '7.5',
  '7.6-preview.2',
  '7.6',
  '2025-06-01-preview',
  '2025-07-01',
  // Not in any recording; what @azure/keyvault-secrets 4.12 asks for.
  '2026-04-01'
]
const MOST_RESULTS = 25

/** One vault with all that its routes share. */
export interface VaultSite {
  cloud: CloudContext
  vault: KeyVault
  /** Where it answers, without a slash at the end. */
  origin: string
}

/** The api-version of a request; one that is not known is refused. */
const requireApiVersion = (c: Context<PracticeEnv>): string => {
  const version = c.req.query('api-version') ?? ''
  if (API_VERSIONS.includes(version)) return version
  throw badParameter(
    version === ''
      ? 'api-version must be specified'
      : `The specified version (${version.slice(0, 40)}) is not recognized.`
  )
}

/** Checks who calls and what they may, then the api-version, which it gives back. */
export const allow = async (
  { cloud, vault }: VaultSite,
  c: Context<PracticeEnv>,
  permission: SecretPermission
): Promise<string> => {
  await requireVaultAccess(cloud, c, vault, permission)
  return requireApiVersion(c)
}

/** The time as the weather tells it. */
export const nowSeconds = (c: Context<PracticeEnv>): number => Math.floor(c.get('nowMs') / 1000)

/** One page of a list. */
export const answerList = (
  { origin }: VaultSite,
  c: Context<PracticeEnv>,
  version: string,
  lines: readonly unknown[]
): Response => {
  const size = Number(c.req.query('maxresults') ?? MOST_RESULTS)
  if (!Number.isInteger(size) || size < 1 || size > MOST_RESULTS)
    throw badParameter(`maxresults must be between 1 and ${String(MOST_RESULTS)}.`)
  const { value, skip } = pageOf(lines, size, c.req.query('$skiptoken'))
  if (value === undefined) throw badParameter('The skip token is not valid.')
  const query = new URLSearchParams({ 'api-version': version, $skiptoken: skip ?? '', maxresults: String(size) })
  return answer(c, { value, nextLink: skip === undefined ? null : `${origin}${c.req.path}?${query.toString()}` })
}
