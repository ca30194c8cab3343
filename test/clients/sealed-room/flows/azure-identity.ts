import {
  AzureCliCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  DeviceCodeCredential,
  ManagedIdentityCredential,
  type TokenCredential
} from '@azure/identity'
import { decodeJwt } from 'jose'
import { daemonOf, type Flow, typeDeviceCode } from '../flow.ts'

const MAPS_SCOPE = 'https://atlas.microsoft.com/.default'

const claims = async (credential: TokenCredential, scope = MAPS_SCOPE): Promise<unknown> =>
  decodeJwt((await credential.getToken(scope))?.token ?? '')

/** Each credential made as its documentation shows, without an option. */
export const flows: Record<string, Flow> = {
  ClientSecretCredential: (ready) => {
    const { tenantId, clientId, secret } = daemonOf(ready)
    return claims(new ClientSecretCredential(tenantId, clientId, secret))
  },
  ClientCertificateCredential: (ready) => {
    const { tenantId, clientId, certificateFile = '' } = daemonOf(ready)
    return claims(new ClientCertificateCredential(tenantId, clientId, certificateFile))
  },
  DeviceCodeCredential: (ready) =>
    claims(new DeviceCodeCredential({ userPromptCallback: (code) => void typeDeviceCode(ready, code) })),
  ManagedIdentityCredential: async ({ managedIdentities: [, field] }) => [
    await claims(new ManagedIdentityCredential()),
    await claims(new ManagedIdentityCredential({ clientId: field?.clientId ?? '' }))
  ],
  DefaultAzureCredential: () => claims(new DefaultAzureCredential()),
  AzureCliCredential: async () => [
    await claims(new AzureCliCredential()),
    await claims(new AzureCliCredential(), 'https://geocatalog.spatio.azure.com/.default')
  ],
  'another tenant': ({ tenants: [, fabrikam], apps: [, daemon] }) =>
    claims(new ClientSecretCredential(fabrikam?.tenantId ?? '', daemon?.clientId ?? '', daemon?.secret ?? ''))
}
