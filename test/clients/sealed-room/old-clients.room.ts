import { beforeAll, describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'
import { flowEnds, runClient } from './run-flows.ts'

const ready = inject('ready')
const [daemon, portal, rhea] = [at(ready.apps, 1), at(ready.apps, 3), at(ready.users, 1)]
const MAPS = 'https://atlas.microsoft.com'
const ARM = 'https://management.azure.com/'

let written = ''
beforeAll(async () => {
  const program = `${import.meta.dirname}/flows/old_clients_child.py`
  written = await runClient(['/usr/bin/python3', program], ready, { ready, node: process.execPath })
})
const flows = flowEnds(() => written)

describe('MSAL for Python', () => {
  it('a certificate by its SHA-1 thumbprint, alone and with its chain', () => {
    for (const name of ['certificate', 'certificate with chain'])
      expect(flows.value(name)).toMatchObject({ appid: daemon.clientId, aud: MAPS, appidacr: '2' })
  })

  it('an expired certificate', () => {
    expect(flows.error('expired certificate')).toMatch(/AADSTS700027: .*The key used is expired/)
  })

  it('the token of a workload', () => {
    expect(flows.value('workload')).toMatchObject({ appid: daemon.clientId, appidacr: '2' })
  })

  it('name and password, after asking for the realm; a wrong password', () => {
    expect(flows.value('password')).toMatchObject({ upn: rhea.userPrincipalName, aud: MAPS })
    expect(flows.error('wrong password')).toContain('AADSTS50126')
  })

  it('on behalf of a person, with and without a consent', () => {
    expect(flows.value('on behalf of')).toMatchObject({ upn: rhea.userPrincipalName, appid: portal.clientId })
    expect(flows.error('on behalf of, no consent')).toContain('AADSTS65001')
  })
})

describe('ADAL for Python', () => {
  it('version 1 with a secret: right and wrong', () => {
    expect(flows.value('old secret')).toMatchObject({ appid: daemon.clientId, aud: MAPS, appidacr: '1' })
    expect(flows.error('old wrong secret')).toContain('AADSTS7000215')
  })

  it('version 1 with a certificate', () => {
    expect(flows.value('old certificate')).toMatchObject({ appid: daemon.clientId, appidacr: '2' })
  })

  it('version 1 with name and password', () => {
    expect(flows.value('old password')).toMatchObject({ upn: rhea.userPrincipalName, aud: ARM })
  })

  it('version 1 by device code, then for another resource by the refresh token', () => {
    expect(flows.value('old device code')).toMatchObject([{ aud: ARM }, { aud: MAPS }, 'ann@contoso.com'])
  })
})
