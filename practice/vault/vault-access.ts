import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { claimsChallenge } from '../entra/continuous-access.ts'
import { bearerToken, type Caller, checkToken, type TokenCheck } from '../entra/verify-token.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { mayDo } from '../world/authorization.ts'
import type { KeyVault, SecretPermission } from '../world/model.ts'
import { VaultError } from './vault-error.ts'

const VAULT_APP_ID = 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'
const RESOURCE = 'https://vault.azure.net'

const DATA_ACTIONS: Record<SecretPermission, string> = {
  get: 'getSecret/action',
  list: 'readMetadata/action',
  set: 'setSecret/action',
  delete: 'delete',
  recover: 'recover/action',
  purge: 'purge/action',
  backup: 'backup/action',
  restore: 'restore/action'
}

const issuer = (tenantId: string): string => `https://sts.windows.net/${tenantId}/`

const unauthorized = (message: string, guessed = false): VaultError =>
  new VaultError(401, 'Unauthorized', message, { guessed })

/** The challenge of every 401; it tells the vault's tenant to anybody. */
export const challenge = (cloud: CloudContext, vault: KeyVault): string =>
  `Bearer authorization="${cloud.endpoints.login}/${vault.tenantId}", resource="${RESOURCE}"`

const refusal = (check: TokenCheck & { ok: false }): VaultError => {
  const found = (check.audience ?? '').replace(/[^\w:/.-]/g, '')
  if (check.reason === 'audience')
    return unauthorized(`AKV10022: Invalid audience. Expected ${RESOURCE}, found: ${found}.`)
  return check.reason === 'expired'
    ? unauthorized('AKV10005: The token has expired.', true)
    : unauthorized('AKV10001: The token is not valid.', true)
}

const requireCaller = async (cloud: CloudContext, c: Context<PracticeEnv>, vault: KeyVault): Promise<Caller> => {
  const token = bearerToken(c.req.header('authorization'))
  if (token === undefined) throw unauthorized('AKV10000: Request is missing a Bearer, PoP, or MTLS_POP token.')
  const check = await checkToken(cloud, token, VAULT_APP_ID, c.get('nowMs'))
  if (!check.ok && check.interruption !== undefined)
    throw new VaultError(401, 'Unauthorized', 'AKV10001: The token is not valid.', {
      guessed: true,
      challenge: claimsChallenge(cloud, VAULT_APP_ID, check.interruption)
    })
  if (!check.ok) throw refusal(check)
  const { tenantId } = check.caller
  if (tenantId !== vault.tenantId)
    throw unauthorized(
      `AKV10032: Invalid issuer. Expected one of ${issuer(vault.tenantId)}, found ${issuer(tenantId)}.`
    )
  return check.caller
}

const named = ({ appId, objectId, tenantId }: Caller): string =>
  `appid=${appId};oid=${objectId};iss=${issuer(tenantId)}`

const forbiddenByRbac = (
  vault: KeyVault,
  caller: Caller,
  action: string,
  secretName: string | undefined
): VaultError => {
  const resource = vault.resourceId
    .toLowerCase()
    .concat(secretName === undefined ? '' : `/secrets/${secretName.toLowerCase()}`)
  const lines = [
    'Caller is not authorized to perform action on resource.',
    'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
    `Caller: ${named(caller)}`,
    `Action: '${action}'`,
    `Resource: '${resource}'`,
    'Assignment: (not found)',
    'DenyAssignmentId: null',
    "DecisionReason: 'DeniedWithNoValidRBAC' ",
    `Vault: ${vault.name};location=${vault.location}`,
    ''
  ]
  return new VaultError(403, 'Forbidden', lines.join('\r\n'), { innerCode: 'ForbiddenByRbac' })
}

const accessDenied = (vault: KeyVault, caller: Caller, permission: SecretPermission): VaultError => {
  const place = `${vault.name};location=${vault.location}`
  const known = vault.accessPolicies.some((one) => one.objectId === caller.objectId)
  const message = known
    ? `The user, group or application '${named(caller)}' does not have secrets ${permission} permission on key vault '${place}'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`
    : `Access denied. Caller was not found on any access policy.\r\nCaller: ${named(caller)}\r\nVault: ${place}`
  return new VaultError(403, 'Forbidden', message, { innerCode: 'AccessDenied' })
}

const forbiddenByFirewall = (vault: KeyVault, caller: Caller): VaultError => {
  const lines = [
    'Client address is not authorized and caller is not a trusted service.',
    'Client address: 127.0.0.1',
    `Caller: ${named(caller)}`,
    `Vault: ${vault.name};location=${vault.location}`
  ]
  return new VaultError(403, 'Forbidden', lines.join('\r\n'), { innerCode: 'ForbiddenByFirewall' })
}

/** Checks the token, the tenant, the firewall, and what the vault's roles or policies allow the caller; it says nothing about what exists. */
export const requireVaultAccess = async (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  vault: KeyVault,
  permission: SecretPermission
): Promise<void> => {
  const caller = await requireCaller(cloud, c, vault)
  if (vault.firewall) throw forbiddenByFirewall(vault, caller)
  if (vault.mode === 'access-policy') {
    const policy = vault.accessPolicies.find((one) => one.objectId === caller.objectId)
    if (policy?.secrets.includes(permission) !== true) throw accessDenied(vault, caller, permission)
    return
  }
  const secretName = c.req.param('name')
  const action = `Microsoft.KeyVault/vaults/secrets/${DATA_ACTIONS[permission]}`
  const resource = secretName === undefined ? vault.resourceId : `${vault.resourceId}/secrets/${secretName}`
  if (!mayDo(cloud.world, caller.objectId, resource, action)) throw forbiddenByRbac(vault, caller, action, secretName)
}
