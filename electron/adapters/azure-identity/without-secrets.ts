/** Variables whose values are secrets. Source: `@azure/identity` EnvironmentCredential, `@azure/msal-node` ManagedIdentitySources. */
const secretVariables = [
  'AZURE_CLIENT_SECRET',
  'AZURE_PASSWORD',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'IDENTITY_HEADER',
  'MSI_SECRET'
]

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What a program of somebody else said, without what may open something: values of secret variables, tokens, long keys. */
export function withoutSecrets(text: string, environment: NodeJS.ProcessEnv): string {
  const known = secretVariables.map((name) => environment[name] ?? '').filter((value) => value !== '')
  const bare = known.reduce((rest, value) => rest.replaceAll(value, '…'), text)
  return bare
    .replaceAll(/eyJ[\w-]+(\.[\w-]+){1,4}/g, '…')
    .replaceAll(/[\w~+=-]{32,}/g, (word) => (guid.test(word) ? word : '…'))
}
