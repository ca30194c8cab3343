import { describe, expect, it } from 'vitest'
import type { Tenant } from '#contract/model'
import type { Command } from '../../../renderer/lib/commands.ts'
import { findCommands } from '../../../renderer/lib/palette-search.ts'
import { findTenants } from '../../../renderer/lib/tenant-search.ts'

const tenant = (displayName: string, kind: Tenant['kind'] = 'guest', pinned = false): Tenant => ({
  tenantId: `id-of-${displayName}`,
  displayName,
  defaultDomain: displayName === 'Nameless' ? null : `${displayName.toLowerCase()}.example`,
  kind,
  pinned
})
const names = (tenants: Tenant[]): string[] => tenants.map((one) => one.displayName)

describe('tenants', () => {
  const tenants = [tenant('Zebra', 'guest', true), tenant('beta'), tenant('Alpha'), tenant('Home', 'home')]

  it('finds by name, domain and ID, whatever the case, with every word', () => {
    expect(names(findTenants(tenants, 'ALPHA'))).toEqual(['Alpha'])
    expect(names(findTenants(tenants, 'beta.example'))).toEqual(['beta'])
    expect(names(findTenants(tenants, 'id-of zebra'))).toEqual(['Zebra'])
    expect(names(findTenants(tenants, 'alpha beta'))).toEqual([])
    expect(findTenants(tenants, '  ')).toHaveLength(4)
    expect(names(findTenants([tenant('Nameless')], 'null'))).toEqual([])
  })
})

describe('commands', () => {
  const command = (group: Command['group'], label: string, keywords: string[] = []): Command => ({
    commandId: label,
    group,
    label,
    keywords,
    run: () => undefined
  })
  const commands = [command('Tenants', 'Contoso GIS', ['contoso.com']), command('Screens', 'Tokens')]

  it('finds by any word of a command, screens first', () => {
    expect(findCommands(commands, '').map((one) => one.label)).toEqual(['Tokens', 'Contoso GIS'])
    expect(findCommands(commands, 'contoso.com').map((one) => one.label)).toEqual(['Contoso GIS'])
    expect(findCommands(commands, 'screens tok').map((one) => one.label)).toEqual(['Tokens'])
    expect(findCommands(commands, 'xyz')).toEqual([])
  })
})
