import type { TracedStep } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import type { Entra, SignedInAccount } from '../../services/ports.ts'
import type { EntraParts } from '../entra/entra-parts.ts'
import { createSigningKeys } from '../jwks/signing-keys.ts'
import { askHost, HostRefusal, type HostRequest, type HostToken } from './ask-host.ts'
import { ChainTrace } from './chain-trace.ts'
import { hostAccount } from './host-account.ts'
import { readOwner, type TokenOwner } from './token-owner.ts'

/** Signs in as whoever DefaultAzureCredential is here; the step that served serves again for each further token. */
export async function signInByChain(
  parts: EntraParts,
  { profileId, cloud, signal, onTrace }: Parameters<Entra['signInByDefaultCredential']>[0]
): Promise<SignedInAccount> {
  const wanted = { kind: 'chain' } as const
  const { owner, trace } = await askChain(parts, { cloud, signal, wanted, scope: cloud.armScope }, onTrace)
  const used = trace.find(({ state }) => state === 'used')?.step
  if (used === undefined) throw new TypeError('The chain gave a token by no step')
  const { AZURE_CLIENT_ID: named = '' } = parts.environment ?? process.env
  return hostAccount(profileId, owner, used, named === '' ? 'system' : 'client-id')
}

/** A token by the chain or one of its steps, and whose it is; where there is none, the failure holds the whole trace. */
export async function askChain(
  parts: EntraParts,
  request: Omit<HostRequest, 'onStep'>,
  onTrace: (trace: TracedStep[]) => void = () => undefined
): Promise<{ token: HostToken; owner: TokenOwner; trace: TracedStep[] }> {
  const trace = new ChainTrace(request, parts.environment ?? process.env)
  const failed = (refusedChoice: string | null, cause?: unknown): AppFailure =>
    new AppFailure({ code: 'default-credential-failed', trace: trace.end(), refusedChoice }, { cause })
  try {
    const token = await askHost(parts, {
      ...request,
      onStep: (said, seen) => {
        onTrace(trace.hear(said, seen))
      }
    })
    const owner = await ownerOf(parts, request, token)
    if (owner !== null) {
      const whole = trace.end()
      onTrace(whole)
      return { token, owner, trace: whole }
    }
    trace.drop()
  } catch (error) {
    if (!(error instanceof HostRefusal)) throw error
    throw failed(/AZURE_TOKEN_CREDENTIALS = (.{0,60}?)\. Valid values/.exec(error.message)?.[1] ?? null, error)
  }
  throw failed(null)
}

/** Null for a token of another cloud: the developer tools of this computer know nothing of a private one. */
async function ownerOf(
  { http }: EntraParts,
  { cloud }: Pick<HostRequest, 'cloud'>,
  { accessToken }: HostToken
): Promise<TokenOwner | null> {
  const owner = readOwner(accessToken)
  if (owner === null || !cloud.isPrivate) return owner
  const { tenantId } = owner
  const { state } = await createSigningKeys(http).verify({ cloud, tenantId, token: accessToken })
  return state === 'valid' ? owner : null
}
