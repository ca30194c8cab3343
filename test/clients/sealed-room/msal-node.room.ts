import { describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'
import { withFlows } from './run-flows.ts'

const ready = inject('ready')
const flows = withFlows('msal-node', ready)

describe('@azure/msal-node', () => {
  it('with the default authority: device code, then silently at another tenant and for another resource', () => {
    expect(flows.value('device code')).toMatchObject([
      { aud: 'https://geocatalog.spatio.azure.com', upn: 'ann@contoso.com', tid: at(ready.tenants, 0).tenantId },
      { aud: 'https://atlas.microsoft.com', tid: at(ready.tenants, 1).tenantId },
      'login.windows.net'
    ])
  })

  it('a confidential client with its secret, and with a wrong one', () => {
    expect(flows.value('client secret')).toMatchObject({ appid: at(ready.apps, 1).clientId, appidacr: '1' })
    expect(flows.error('wrong secret')).toContain('7000215')
  })

  it('ManagedIdentityApplication on a virtual machine', () => {
    expect(flows.value('managed identity')).toMatchObject({ appid: at(ready.managedIdentities, 0).clientId })
  })
})
