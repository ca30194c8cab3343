/** The steps of DefaultAzureCredential, in its order: its name for each, what people call it, and what renews its tokens. */
export const chainSteps = {
  environment: {
    name: 'EnvironmentCredential',
    label: 'Environment variables',
    renewal: 'works while AZURE_CLIENT_ID and its secret, certificate or password stand in the environment of Graticule'
  },
  'workload-identity': {
    name: 'WorkloadIdentityCredential',
    label: 'Workload identity',
    renewal: 'works while the pod has the file that AZURE_FEDERATED_TOKEN_FILE names'
  },
  'managed-identity': {
    name: 'ManagedIdentityCredential',
    label: 'Managed identity',
    renewal: 'works on this host'
  },
  'visual-studio-code': {
    name: 'VisualStudioCodeCredential',
    label: 'Visual Studio Code',
    renewal: 'works while you are signed in to Azure in Visual Studio Code'
  },
  'azure-cli': {
    name: 'AzureCliCredential',
    label: 'Azure CLI',
    renewal: 'works while the sign-in of az works; after that, run az login'
  },
  'azure-powershell': {
    name: 'AzurePowerShellCredential',
    label: 'Azure PowerShell',
    renewal: 'works while the sign-in of Azure PowerShell works; after that, run Connect-AzAccount'
  },
  'azure-developer-cli': {
    name: 'AzureDeveloperCliCredential',
    label: 'Azure Developer CLI',
    renewal: 'works while the sign-in of azd works; after that, run azd auth login'
  },
  broker: {
    name: 'BrokerCredential',
    label: 'Broker of the system',
    renewal: 'works while the account of the system is signed in'
  }
} as const

/** One of them. */
export type ChainStep = keyof typeof chainSteps

/** What gives an account its tokens, where that is not its own sign-in. */
export type AccountCredential = 'client-secret' | 'certificate' | ChainStep

/** All of them, in that order. */
export const chainStepNames = Object.keys(chainSteps) as ChainStep[]

/** True where an account's tokens come from a step. */
export function isChainStep(credential: AccountCredential | null): credential is ChainStep {
  return credential !== null && credential in chainSteps
}

/** How far a step got. */
export type StepState = 'waiting' | 'running' | 'skipped' | 'failed' | 'used' | 'not-asked'

/** One step of a run, without a secret. */
export interface TracedStep {
  step: ChainStep
  state: StepState
  /** Why, in plain words; empty while it waits or runs. */
  why: string
  /** Null where it was not asked, or has not ended. */
  tookMs: number | null
}

/** Seconds as people compare them, such as `0.8 s`. */
export function tookText({ tookMs }: TracedStep): string {
  return tookMs === null ? '' : `${(tookMs / 1000).toFixed(1)} s`
}
