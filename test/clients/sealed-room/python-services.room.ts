import { beforeAll, describe, expect, inject, it } from 'vitest'
import { flowEnds, runClient } from './run-flows.ts'

const ready = inject('ready')
let written = ''
beforeAll(async () => {
  const program = `${import.meta.dirname}/flows/python_services_child.py`
  written = await runClient(['/usr/bin/python3', program], ready, { ready })
})
const flows = flowEnds(() => written)

describe('azure.keyvault.secrets for Python', () => {
  it('a secret by its challenge; refused without a role', () => {
    expect(flows.value('a secret')).toEqual({ name: 'azure-maps-key', isTheMapsKey: true })
    expect(flows.error('a secret without a role')).toMatch(/^403 \(Forbidden\) Caller is not authorized/)
  })
})

describe('azure.storage.blob for Python', () => {
  it('list, download of a part and of the whole, by role', () => {
    expect(flows.value('a part of a blob')).toMatchObject({ bytes: 5, isPartOfTheWhole: true })
  })
})
