import { expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'
import { withoutOwnNames } from './own-names.ts'
import { withFlows } from './run-flows.ts'

const ready = inject('ready')
const flows = withFlows('services', ready)
const account = at(ready.maps, 0)

it('@azure/arm-resources-subscriptions: subscriptions and tenants', () => {
  expect(flows.value('subscriptions')).toEqual([['Contoso GIS production'], ['Contoso GIS']])
})

it('@azure/arm-maps: accounts and their keys', () => {
  const [names, key] = flows.value('maps') as unknown[]
  expect([withoutOwnNames(names), key]).toEqual([ready.maps.map(({ name }) => name), account.primaryKey])
})

it('@azure/arm-authorization: role assignments at a scope, a role definition by name', () => {
  expect(flows.value('roles')).toEqual([expect.any(Number), ['Azure Maps Data Reader']])
})

it('@azure/keyvault-secrets: list and get, with its check of the challenge; refused without a role', () => {
  expect(flows.value('vault')).toEqual([expect.arrayContaining(['azure-maps-key']), account.primaryKey])
  expect(flows.error('vault closed')).toContain('not authorized')
})

it('@azure-rest/maps-search: geocode by token and by key; refused without a role', () => {
  expect(flows.value('geocode')).toEqual([1, 1, '403'])
})

it('@azure/storage-blob: containers by key, a range of a blob by token', () => {
  expect(flows.value('blobs')).toEqual([at(ready.storageAccounts, 0).containers.toSorted(), 4])
})
