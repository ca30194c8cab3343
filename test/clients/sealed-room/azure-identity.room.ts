import { beforeAll, describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'
import { AzureCli } from './azure-cli.ts'
import { flowEnds, runClient, withFlows } from './run-flows.ts'

const ready = inject('ready')
const daemon = at(ready.apps, 1)
const [machine, field] = [at(ready.managedIdentities, 0), at(ready.managedIdentities, 1)]
const MAPS = 'https://atlas.microsoft.com'

// AzureCliCredential asks the Azure CLI of this home.
const az = new AzureCli(ready.caFile)
beforeAll(async () => {
  const { clientId, tenantId, secret } = daemon
  const password = `@${az.file('secret', secret)}`
  const names = ['--username', clientId, '--password', password, '--tenant', tenantId]
  await az.json('login', '--service-principal', ...names)
})
const flows = withFlows('azure-identity', ready, () => az.home)

describe('@azure/identity', () => {
  it('ClientSecretCredential', () => {
    expect(flows.value('ClientSecretCredential')).toMatchObject({ appid: daemon.clientId, aud: MAPS, appidacr: '1' })
  })

  it('ClientCertificateCredential', () => {
    expect(flows.value('ClientCertificateCredential')).toMatchObject({ appid: daemon.clientId, appidacr: '2' })
  })

  it('DeviceCodeCredential', () => {
    expect(flows.value('DeviceCodeCredential')).toMatchObject({ aud: MAPS, upn: 'ann@contoso.com' })
  })

  it('ManagedIdentityCredential: the system-assigned identity, another by client id', () => {
    expect(flows.value('ManagedIdentityCredential')).toMatchObject([
      { appid: machine.clientId, xms_mirid: machine.resourceId },
      { appid: field.clientId, xms_mirid: field.resourceId }
    ])
  })

  it('DefaultAzureCredential: the machine, through its chain', () => {
    expect(flows.value('DefaultAzureCredential')).toMatchObject({ appid: machine.clientId, aud: MAPS })
  })

  it('AzureCliCredential through the signed-in Azure CLI', () => {
    expect(flows.value('AzureCliCredential')).toMatchObject([
      { appid: daemon.clientId, aud: MAPS },
      { appid: daemon.clientId, aud: 'https://geocatalog.spatio.azure.com' }
    ])
  })

  it('ClientSecretCredential in a tenant without the application', () => {
    expect(flows.error('another tenant')).toContain('AADSTS700016')
  })
})

describe('azure.identity for Python', () => {
  let written = ''
  beforeAll(async () => {
    const program = `${import.meta.dirname}/flows/azure_identity_child.py`
    written = await runClient(['/usr/bin/python3', program], ready, { ready, node: process.execPath }, az.home)
  })
  const python = flowEnds(() => written)

  it.each(['ClientSecretCredential', 'CertificateCredential', 'AzureCliCredential'])('%s', (name) => {
    expect(python.value(name)).toMatchObject({ appid: daemon.clientId, aud: MAPS })
  })

  it('DeviceCodeCredential', () => {
    expect(python.value('DeviceCodeCredential')).toMatchObject({ aud: MAPS, upn: 'ann@contoso.com' })
  })

  it('ManagedIdentityCredential and DefaultAzureCredential on a virtual machine', () => {
    for (const name of ['ManagedIdentityCredential', 'DefaultAzureCredential'])
      expect(python.value(name)).toMatchObject({ appid: machine.clientId, aud: MAPS })
  })
})
