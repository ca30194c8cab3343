import MapsSearch, { isUnexpected } from '@azure-rest/maps-search'
import { AzureKeyCredential } from '@azure/core-auth'
import { readFileSync } from 'node:fs'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'

const ready = inject('ready')
// As NODE_EXTRA_CA_CERTS does for a program.
setDefaultCACertificates([...getCACertificates('default'), readFileSync(ready.caFile, 'utf8')])

it('@azure-rest/maps-search: the hosts of the United States and of Europe', async () => {
  const regions = []
  for (const endpoint of ['https://us.atlas.microsoft.com', 'https://eu.atlas.microsoft.com']) {
    const client = MapsSearch(new AzureKeyCredential(at(ready.maps, 0).primaryKey), { endpoint })
    const answer = await client.path('/geocode').get({ queryParameters: { query: 'Aalborg' } })
    if (isUnexpected(answer)) throw new Error(answer.body.error?.message)
    expect(answer.body.features?.[0]?.properties?.address?.formattedAddress).toBe('Aalborg, Denmark')
    regions.push((answer.headers as Record<string, string | undefined>)['x-ms-azuremaps-region'])
  }
  expect(regions).toEqual(['East US', 'West Europe'])
})
