import { describe } from 'vitest'
import { compareAll, type RecordedRow, tokenRequester } from './compare-with-recording.ts'
import { at, VAULT_SCOPE, withPracticeCloud } from './practice-fixture.ts'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints
const app = (index: number) => at(fixture.cloud.ready.apps, index)
const withToken = tokenRequester(fixture)

const VAULT_VERSION = 'api-version=2025-07-01'
/** Asks the role vault as an application that was made its secrets officer for the test. */
const asOfficer = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const { world, ready } = fixture.cloud
  const daemon = at(world.applications.find((one) => one.appId === app(1).clientId)?.servicePrincipals ?? [], 0)
  const scope = at(ready.vaults, 0).resourceId
  const officer = { principalId: daemon.objectId, roleId: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', scope }
  const known = world.roleAssignments.some(
    (one) => one.roleId === officer.roleId && one.principalId === daemon.objectId
  )
  if (!known) world.roleAssignments.push(officer)
  const authorization = `Bearer ${await fixture.appToken(1, VAULT_SCOPE)}`
  return fixture.fetch(`${endpoints().vault}${path}?${VAULT_VERSION}`, { ...init, headers: { authorization } })
}
const setSecret = (name: string, more: object = {}): Promise<Response> =>
  asOfficer(`/secrets/${name}`, { method: 'PUT', body: JSON.stringify({ value: 'practice-value', ...more }) })
const RBAC_HEADER = {
  'header x-ms-keyvault-rbac-assignment-id is missing':
    'The role that decided is not told; only some recordings have it.'
}

const rows: RecordedRow[] = [
  {
    id: 'keyvault-secret-set-challenge-401',
    ask: () => fixture.fetch(`${endpoints().vault}/secrets/x?${VAULT_VERSION}`, { method: 'PUT' }),
    known: { 'header www-authenticate is other': 'It names the practice login host and the tenant of the vault.' }
  },
  { id: 'keyvault-secret-set-200', ask: () => setSecret('recorded-set') },
  {
    id: 'keyvault-secret-get-200',
    ask: async () => {
      await setSecret('recorded-get', { attributes: { exp: 2_527_401_600 } })
      return asOfficer('/secrets/recorded-get/')
    }
  },
  {
    id: 'keyvault-secret-update-200',
    ask: async () => {
      await setSecret('recorded-update', { attributes: { exp: 2_527_401_600 } })
      const body = JSON.stringify({ contentType: 'text/plain', tags: { foo: 'updated tag' } })
      return asOfficer('/secrets/recorded-update/', { method: 'PATCH', body })
    }
  },
  {
    id: 'keyvault-deletedsecret-get-200',
    ask: async () => {
      await setSecret('recorded-delete')
      await asOfficer('/secrets/recorded-delete', { method: 'DELETE' })
      return asOfficer('/deletedsecrets/recorded-delete')
    }
  },
  { id: 'keyvault-secret-get-404', ask: () => asOfficer('/secrets/not-there/') },
  { id: 'keyvault-secret-get-disabled-403', ask: () => asOfficer('/secrets/retired-maps-key/'), known: RBAC_HEADER },
  {
    id: 'keyvault-secret-restore-malformed-400',
    ask: () => asOfficer('/secrets/restore', { method: 'POST', body: JSON.stringify({ value: 'AAAA' }) }),
    known: RBAC_HEADER
  },
  {
    id: 'keyvault-secret-get-forbiddenbyrbac-403',
    ask: () => withToken(endpoints().vault, `/secrets/azure-maps-key?${VAULT_VERSION}`, 2, VAULT_SCOPE)
  }
]

describe('Key Vault answers as it was recorded', () => {
  compareAll(rows)
})
