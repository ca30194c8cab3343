import type { ChainStep } from '#contract/model'

/** What a step of DefaultAzureCredential says, and what it means. */
interface ChainWord {
  said: RegExp
  state: 'skipped' | 'failed'
  why: string
}

const notSetUp = (said: RegExp, why: string): ChainWord => ({ said, state: 'skipped', why })

/** Words of each step, the first that fits. Source: `@azure/identity` 4.14, the messages of each credential. */
export const chainWords: Record<ChainStep, readonly ChainWord[]> = {
  environment: [
    notSetUp(
      /No underlying credential could be used/,
      'It needs AZURE_TENANT_ID, AZURE_CLIENT_ID and a secret, a certificate or a user name with password.'
    )
  ],
  'workload-identity': [
    notSetUp(
      /is unavailable\. .*(required parameter|not provided|must be)/is,
      'It needs AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE, as a pod with workload identity has them.'
    )
  ],
  'managed-identity': [],
  'visual-studio-code': [
    notSetUp(/@azure\/identity-vscode/, 'It needs the package @azure/identity-vscode, which Graticule does not have.')
  ],
  'azure-cli': [
    notSetUp(/could not be found/, 'Azure CLI (az) is not on the PATH that Graticule was started with.'),
    {
      said: /az login/,
      state: 'skipped',
      why: 'Azure CLI is there, but nobody is signed in, or the sign-in has ended: run az login.'
    }
  ],
  'azure-powershell': [
    notSetUp(/Az\.Accounts?' module|Install-Module/, 'PowerShell has no module Az.Accounts.'),
    notSetUp(/Connect-AzAccount/, 'Azure PowerShell is there, but nobody is signed in: run Connect-AzAccount.'),
    notSetUp(
      /Unable to execute PowerShell|ENOENT|not recognized|Ensure that it is installed/i,
      'PowerShell (pwsh) is not on the PATH that Graticule was started with.'
    )
  ],
  'azure-developer-cli': [
    notSetUp(/couldn't be found/, 'Azure Developer CLI (azd) is not on the PATH that Graticule was started with.'),
    notSetUp(/azd auth login/, 'Azure Developer CLI is there, but nobody is signed in: run azd auth login.')
  ],
  broker: [notSetUp(/./s, 'It needs the package @azure/identity-broker, which Graticule does not have.')]
}

/** Variables that a step reads; whether each is set is said, its value never. */
export const chainSettings: Partial<Record<ChainStep, readonly string[]>> = {
  environment: [
    'AZURE_TENANT_ID',
    'AZURE_CLIENT_ID',
    'AZURE_CLIENT_SECRET',
    'AZURE_CLIENT_CERTIFICATE_PATH',
    'AZURE_USERNAME',
    'AZURE_PASSWORD'
  ],
  'workload-identity': ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_FEDERATED_TOKEN_FILE']
}
