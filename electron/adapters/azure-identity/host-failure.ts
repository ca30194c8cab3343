import type { ManagedIdentityProblem, WantedIdentity } from '#contract/model'
import type { Cloud } from '../../knowledge/clouds.ts'
import { AppFailure } from '../../services/app-failure.ts'
import { entraFailure } from '../entra/entra-failure.ts'
import { readRefusal } from '../entra/refusal.ts'
import { parseObject, readJsonObject } from '../http/json-answer.ts'
import type { HostRefusal } from './ask-host.ts'

/** What hosts answer. Source: Entra ID "How to use managed identities on a VM", App Service "REST endpoint reference". */
const byAnswer: readonly [RegExp, ManagedIdentityProblem][] = [
  [/multiple user.assigned/i, 'several'],
  [/identity not found|no managed identity|no (user|system).assigned/i, 'not-assigned']
]

/** What the library says without asking, or instead of what the host answered. Source: `@azure/identity`, `@azure/msal-node`. */
const byMessage: readonly [RegExp, ManagedIdentityProblem][] = [
  [/IMDS endpoint, but it is not available|Network unreachable/i, 'absent'],
  [/user-assigned managed identity is not supported|user_assigned_not_available|user assigned/i, 'not-selectable'],
  [/service fabric/i, 'not-selectable'],
  [/www-authenticate|secret file|file path|platform_not_supported/i, 'agent-refused']
]

/** Words why a host gave no token. */
export function hostFailure(
  refusal: HostRefusal,
  { cloud, identity, scope }: { cloud: Cloud; identity: WantedIdentity; scope: string }
): unknown {
  const { message, answer, failure } = refusal
  // The practice cloud has a host, and where that is away it is stopped.
  if (failure !== null && (cloud.isPrivate || !byMessage.some(([pattern]) => pattern.test(message)))) return failure
  const wanted = identity.by === 'system' ? null : identity.named
  const unavailable = (problem: ManagedIdentityProblem, said: string | null): AppFailure =>
    new AppFailure({ code: 'managed-identity-unavailable', problem, wanted, said }, { cause: refusal })
  const said = answer === null ? null : textOf(answer.body)
  if (answer !== null && said !== null && answer.status >= 400) {
    const found = byAnswer.find(([pattern]) => pattern.test(said))?.[1]
    if (found === 'not-assigned' && wanted === null) return unavailable('none-assigned', said)
    if (found !== undefined) return unavailable(found, said)
    if (said.includes('AADSTS')) {
      const about = { cloud, clientId: wanted ?? '', tenant: '', scope, username: '', clockOffsetSeconds: null }
      const told = readRefusal({ error: 'invalid_request', error_description: said })
      return new AppFailure(entraFailure(told, about), { cause: refusal })
    }
  }
  const problem = byMessage.find(([pattern]) => pattern.test(message))?.[1]
  if (problem !== undefined) return unavailable(problem, null)
  if (answer !== null && answer.status >= 429) return passing(answer) ?? unavailable('other', said)
  return unavailable('other', said)
}

/** Overloaded or broken, as of any service. */
function passing(answer: Parameters<typeof readJsonObject>[0]): unknown {
  try {
    readJsonObject(answer)
    return null
  } catch (error) {
    return error
  }
}

/** What a host says of an error: instance metadata, App Service, and Arc each in a form of its own. */
function textOf(body: string): string | null {
  const json = parseObject(body) ?? {}
  const { error } = json
  const inner = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {}
  const said = [json.error_description, json.message, inner.message, error].find((one) => typeof one === 'string')
  return said === undefined ? null : said.slice(0, 300)
}
