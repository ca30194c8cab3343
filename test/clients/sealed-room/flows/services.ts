import MapsSearch, { isUnexpected } from '@azure-rest/maps-search'
import { AuthorizationManagementClient } from '@azure/arm-authorization'
import { AzureMapsManagementClient } from '@azure/arm-maps'
import { SubscriptionClient } from '@azure/arm-resources-subscriptions'
import { AzureKeyCredential } from '@azure/core-auth'
import { ClientSecretCredential } from '@azure/identity'
import { SecretClient } from '@azure/keyvault-secrets'
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob'
import type { ReadyLine } from '../../../../practice/ready-line.ts'
import { daemonOf, type Flow } from '../flow.ts'

const credentialOf = ({ tenantId, clientId, secret }: ReadyLine['apps'][number]): ClientSecretCredential =>
  new ClientSecretCredential(tenantId, clientId, secret)

const operatorOf = ({ apps: [operator] }: ReadyLine): ClientSecretCredential => {
  if (operator === undefined) throw new Error('The world has no operator.')
  return credentialOf(operator)
}

const every = async <T>(pages: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const one of pages) found.push(one)
  return found
}

/** `/subscriptions/ID/resourceGroups/NAME` of the first Azure Maps account, in parts. */
const placeOf = ({ maps: [account] }: ReadyLine): { subscriptionId: string; group: string; name: string } => {
  const [, , subscriptionId = '', , group = ''] = account?.resourceId.split('/') ?? []
  return { subscriptionId, group, name: account?.name ?? '' }
}

const geocode = async (client: ReturnType<typeof MapsSearch>): Promise<unknown> => {
  const answer = await client.path('/geocode').get({ queryParameters: { query: 'Aalborg' } })
  return isUnexpected(answer) ? answer.status : answer.body.features?.length
}

/** Clients of the services, each made as its documentation shows. */
export const flows: Record<string, Flow> = {
  subscriptions: async (ready) => {
    const client = new SubscriptionClient(operatorOf(ready))
    return [
      (await every(client.subscriptions.list())).map(({ displayName }) => displayName),
      (await every(client.tenants.list())).map(({ displayName }) => displayName)
    ]
  },
  maps: async (ready) => {
    const { subscriptionId, group, name } = placeOf(ready)
    const { accounts } = new AzureMapsManagementClient(operatorOf(ready), subscriptionId)
    const names = (await every(accounts.listBySubscription())).map((one) => one.name)
    return [names, (await accounts.listKeys(group, name)).primaryKey]
  },
  roles: async (ready) => {
    const { subscriptionId, group, name } = placeOf(ready)
    const client = new AuthorizationManagementClient(operatorOf(ready), subscriptionId)
    const scope = `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.Maps/accounts/${name}`
    const assignments = await every(client.roleAssignments.listForScope(scope, { filter: 'atScope()' }))
    const definitions = await every(
      client.roleDefinitions.list(scope, { filter: "roleName eq 'Azure Maps Data Reader'" })
    )
    return [assignments.length, definitions.map(({ roleName }) => roleName)]
  },
  vault: async (ready) => {
    const client = new SecretClient(ready.vaults[0]?.endpoint ?? '', credentialOf(daemonOf(ready)))
    const names = (await every(client.listPropertiesOfSecrets())).map(({ name }) => name)
    return [names, (await client.getSecret('azure-maps-key')).value]
  },
  'vault closed': async (ready) => {
    const client = new SecretClient(ready.vaults[0]?.endpoint ?? '', operatorOf(ready))
    return client.getSecret('azure-maps-key')
  },
  geocode: async (ready) => {
    const [account] = ready.maps
    const { clientId = '', primaryKey = '' } = account ?? {}
    return [
      await geocode(MapsSearch(credentialOf(daemonOf(ready)), clientId)),
      await geocode(MapsSearch(new AzureKeyCredential(primaryKey))),
      await geocode(MapsSearch(operatorOf(ready), clientId))
    ]
  },
  blobs: async (ready) => {
    const [account] = ready.storageAccounts
    const { name = '', key = '', endpoint = '' } = account ?? {}
    const byKey = new BlobServiceClient(endpoint, new StorageSharedKeyCredential(name, key))
    const containers = (await every(byKey.listContainers())).map((one) => one.name)
    const byToken = new BlobServiceClient(endpoint, credentialOf(daemonOf(ready)))
    const container = byToken.getContainerClient(containers[0] ?? '')
    const [first] = await every(container.listBlobsFlat())
    const part = await container.getBlobClient(first?.name ?? '').downloadToBuffer(0, 4)
    return [containers, part.length]
  }
}
