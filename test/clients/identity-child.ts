import {
  ChainedTokenCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  DefaultAzureCredential,
  EnvironmentCredential,
  InteractiveBrowserCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential
} from '@azure/identity'

/** Which credential this program asks, in its first argument; everything else it reads in its environment, as programs do. */
export type AskedCredential = 'environment' | 'workload' | 'default' | 'chained' | 'browser' | 'machine as application'

// The authority comes from AZURE_AUTHORITY_HOST; this flag is what a private authority needs besides.
const options = { disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } }

const environment = (name: string): string => process.env[name] ?? ''

const make: Record<AskedCredential, () => TokenCredential> = {
  environment: () => new EnvironmentCredential(options),
  workload: () => new WorkloadIdentityCredential(options),
  default: () => new DefaultAzureCredential(options),
  chained: () =>
    new ChainedTokenCredential(
      new EnvironmentCredential(options),
      new ClientCertificateCredential(
        environment('DAEMON_TENANT_ID'),
        environment('DAEMON_CLIENT_ID'),
        environment('DAEMON_CERTIFICATE'),
        options
      )
    ),
  'machine as application': () => {
    const machine = new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 } })
    const assertion = async () => (await machine.getToken('api://AzureADTokenExchange/.default')).token
    return new ClientAssertionCredential(environment('APP_TENANT_ID'), environment('APP_CLIENT_ID'), assertion, options)
  },
  browser: () =>
    new InteractiveBrowserCredential({ ...options, tenantId: 'organizations', clientId: environment('CLIENT_ID') })
}

const [, , asked = 'default', scope = ''] = process.argv
try {
  const token = await make[asked as AskedCredential]().getToken(scope)
  process.stdout.write(JSON.stringify({ token: token?.token }))
} catch (error) {
  process.stdout.write(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }))
}
