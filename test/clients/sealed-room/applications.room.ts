import { describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'
import { withFlows } from './run-flows.ts'

const ready = inject('ready')
const [daemon, portal, rhea] = [at(ready.apps, 1), at(ready.apps, 3), at(ready.users, 1)]
const flows = withFlows('applications', ready)

describe('@azure/msal-node', () => {
  it('a confidential client with its certificate', () => {
    expect(flows.value('certificate')).toMatchObject({ appid: daemon.clientId, appidacr: '2' })
  })

  it('name and password', () => {
    expect(flows.value('name and password')).toMatchObject({
      aud: portal.clientId,
      iss: `https://login.microsoftonline.com/${portal.tenantId}/v2.0`,
      preferred_username: rhea.userPrincipalName
    })
  })

  it('on behalf of a person, with and without a consent', () => {
    expect(flows.value('on behalf of')).toMatchObject({ appid: portal.clientId, upn: rhea.userPrincipalName })
    expect(flows.error('on behalf of, no consent')).toContain('65001')
  })
})

describe('@azure/identity', () => {
  it('OnBehalfOfCredential', () => {
    expect(flows.value('OnBehalfOfCredential')).toMatchObject({ appid: portal.clientId, upn: rhea.userPrincipalName })
  })

  it('WorkloadIdentityCredential', () => {
    expect(flows.value('WorkloadIdentityCredential')).toMatchObject({ appid: daemon.clientId, appidacr: '2' })
  })
})

describe('openid-client', () => {
  it('client credentials with private_key_jwt', () => {
    expect(flows.value('private_key_jwt')).toMatchObject({ appid: daemon.clientId, appidacr: '2' })
  })
})
