import {
  AzureCliCredential,
  AzureDeveloperCliCredential,
  AzurePowerShellCredential,
  DefaultAzureCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
  VisualStudioCodeCredential,
  WorkloadIdentityCredential,
  type DefaultAzureCredentialOptions,
  type TokenCredential
} from '@azure/identity'
import type { ChainStep, WantedIdentity } from '#contract/model'
import { traced } from './traced.ts'
import type { StepSaid, Wanted } from './thread-messages.ts'

/** What every credential is made with. */
type Options = Pick<DefaultAzureCredentialOptions, 'httpClient' | 'authorityHost' | 'disableInstanceDiscovery'>

/** The library's class for each step; the broker's is not its own. */
const classes = {
  environment: EnvironmentCredential,
  'workload-identity': WorkloadIdentityCredential,
  'managed-identity': ManagedIdentityCredential,
  'visual-studio-code': VisualStudioCodeCredential,
  'azure-cli': AzureCliCredential,
  'azure-powershell': AzurePowerShellCredential,
  'azure-developer-cli': AzureDeveloperCliCredential
} as const

/** The credential that is wanted; what happens in a chain is said. */
export function credentialFor(wanted: Wanted, options: Options, say: (said: StepSaid) => void): TokenCredential {
  switch (wanted.kind) {
    case 'managed-identity':
      return ofHost(wanted.identity, options)
    case 'step':
      return traced(stepFor(wanted.step, options), wanted.step, say)
    case 'chain':
      return chain(options, say)
  }
}

/** Azure's own host may be slow to come up; where there is no such host, two more tries do not make one. */
function ofHost({ by, named }: WantedIdentity, given: Options): ManagedIdentityCredential {
  const options = { ...given, retryOptions: { maxRetries: 2 }, sendProbeRequest: true }
  switch (by) {
    case 'system':
      return new ManagedIdentityCredential(options)
    case 'client-id':
      return new ManagedIdentityCredential({ ...options, clientId: named })
    case 'object-id':
      return new ManagedIdentityCredential({ ...options, objectId: named })
    case 'resource-id':
      return new ManagedIdentityCredential({ ...options, resourceId: named })
  }
}

function stepFor(step: ChainStep, options: Options): TokenCredential {
  if (step === 'broker') throw new TypeError('The broker is a package of its own')
  return new classes[step](options)
}

/** The library's own chain, each step of which is timed: it keeps them to itself, and a test holds it to where it keeps them. */
function chain(options: Options, say: (said: StepSaid) => void): TokenCredential {
  const made = new DefaultAzureCredential(options)
  const sources = (made as unknown as { _sources: TokenCredential[] })._sources
  const steps = sources.map(stepOf)
  say({ kind: 'chain', steps })
  sources.forEach((source, index) => {
    sources[index] = traced(source, steps[index] ?? 'broker', say)
  })
  return made
}

/** Of a step that could not be made the library keeps only the name of what would have made it. */
function stepOf(source: TokenCredential): ChainStep {
  const steps = Object.entries(classes) as [keyof typeof classes, (typeof classes)[keyof typeof classes]][]
  const made = steps.find(([, kind]) => source instanceof kind)?.[0]
  if (made !== undefined) return made
  const { credentialName } = source as { credentialName?: unknown }
  const words = typeof credentialName === 'string' ? credentialName.toLowerCase() : ''
  return steps.find(([, { name }]) => words.includes(name.replace(/Credential.*$/, '').toLowerCase()))?.[0] ?? 'broker'
}
