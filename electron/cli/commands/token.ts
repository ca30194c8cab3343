import type { CommandContext } from '../context.ts'
import { printResult } from '../output.ts'
import { pickAccount } from '../pick-account.ts'
import { AppFailure } from '../../services/app-failure.ts'
import { resourceChoices } from '../../services/resources.ts'
import { parseTenant, isGuid } from '../../services/input.ts'

/** Options of `token`. */
export interface TokenOptions {
  account?: string
  tenant?: string
  resource: string
  refresh?: boolean
}

/** `token`: an access token, from the vault while it is good, in the shape of `az account get-access-token`. */
export async function printToken(context: CommandContext, options: TokenOptions): Promise<void> {
  const { services, output, asJson, signal } = context
  const account = pickAccount(services, options.account)
  const tenantId =
    options.tenant === undefined
      ? services.tenants.currentOf(account)
      : await tenantIdOf(context, account.accountId, options.tenant)
  const scope = scopeOf(context, options.resource)
  const summary = await services.tokens.acquire({
    accountId: account.accountId,
    tenantId,
    scope,
    refresh: options.refresh ?? false,
    signal
  })
  const accessToken = await services.tokens.text(summary.tokenId)
  const expiresAt = new Date(summary.expiresAt)
  const json = {
    accessToken,
    expiresOn: localTime(expiresAt),
    expires_on: Math.floor(expiresAt.getTime() / 1000),
    tenant: summary.tenantId,
    tokenType: 'Bearer'
  }
  printResult(output, asJson, json, [accessToken])
}

/** A tenant by ID, or by a domain that the account's list knows. */
async function tenantIdOf({ services, signal }: CommandContext, accountId: string, typed: string): Promise<string> {
  if (isGuid(typed.trim())) return typed.trim().toLowerCase()
  parseTenant(typed)
  // Asks Azure where no list is stored yet.
  await services.tenants.list({ accountId, refresh: false, signal })
  const tenantId = services.tenants.idOf(accountId, typed)
  if (tenantId !== null) return tenantId
  throw new AppFailure({ code: 'not-found', what: 'tenant', name: typed.trim() })
}

function scopeOf({ services }: CommandContext, resource: string): string {
  const known = resourceChoices(services.settings.cloud()).find((choice) => choice.resource === resource)
  return known?.scopes[0] ?? resource
}

/** As the Azure CLI writes it: local time with microseconds. */
function localTime(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-')
  const time = [two(moment.getHours()), two(moment.getMinutes()), two(moment.getSeconds())].join(':')
  return `${date} ${time}.${String(moment.getMilliseconds()).padStart(3, '0')}000`
}
