import MapsSearch, { isUnexpected } from '@azure-rest/maps-search'
import { AzureKeyCredential } from '@azure/core-auth'
import { ClientSecretCredential } from '@azure/identity'
import { BlobServiceClient } from '@azure/storage-blob'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { readFileSync } from 'node:fs'
import { describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'

const ready = inject('ready')
// As NODE_EXTRA_CA_CERTS does for a program.
setDefaultCACertificates([...getCACertificates('default'), readFileSync(ready.caFile, 'utf8')])

const [operator, daemon] = [at(ready.apps, 0), at(ready.apps, 1)]
const account = at(ready.maps, 0)
const credentialOf = ({ tenantId, clientId, secret }: typeof daemon) =>
  new ClientSecretCredential(tenantId, clientId, secret)
type Client = ReturnType<typeof MapsSearch>
const search = async (client: Client): Promise<unknown> => {
  const answer = await client.path('/geocode').get({ queryParameters: { query: 'Aalborg' } })
  return isUnexpected(answer) ? answer.status : answer.body.features?.[0]?.properties?.address?.formattedAddress
}

describe('@azure-rest/maps-search', () => {
  it('key, and a token of @azure/identity: found, wrong key, no role', async () => {
    expect(await search(MapsSearch(new AzureKeyCredential(account.primaryKey)))).toBe('Aalborg, Denmark')
    expect(await search(MapsSearch(new AzureKeyCredential('wrong')))).toBe('401')
    expect(await search(MapsSearch(credentialOf(daemon), account.clientId))).toBe('Aalborg, Denmark')
    expect(await search(MapsSearch(credentialOf(operator), account.clientId))).toBe('403')
  })

  it('the host of Europe', async () => {
    const europe = { endpoint: 'https://eu.atlas.microsoft.com' }
    expect(await search(MapsSearch(new AzureKeyCredential(account.primaryKey), europe))).toBe('Aalborg, Denmark')
  })
})

describe('@azure/storage-blob', () => {
  it('containers, blobs and a range, with a token of @azure/identity', async () => {
    const { name } = at(ready.storageAccounts, 0)
    const service = new BlobServiceClient(`https://${name}.blob.core.windows.net`, credentialOf(daemon))
    const containers: string[] = []
    for await (const container of service.listContainers()) containers.push(container.name)
    expect(containers).toEqual(['exports', 'orthophotos'])
    const blob = service.getContainerClient('orthophotos').getBlobClient('coast/2025/mosaic.bin')
    expect(await blob.downloadToBuffer(1_000_000, 21)).toHaveLength(21)
    expect((await blob.downloadToBuffer()).length).toBe(2_097_152)
  })
})
