import { beforeEach, expect, it } from 'vitest'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { buildHouse, type House } from '../../fakes/house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})

const save = (label: string) =>
  house.services.targets.saveGeoCatalog({
    targetId: null,
    label,
    endpoint: 'https://coast.abcd.westeurope.geocatalog.spatio.azure.com'
  })

it('keeps the label of a target on one line, without what is not seen', async () => {
  expect(await save(' Coast\n\t of\u001b[31m \u202eSylt')).toMatchObject({ label: 'Coast of [31m Sylt' })
})

it.each([
  ['\u200b\u202e ', { code: 'input-missing', field: 'label' }],
  ['c'.repeat(121), { code: 'input-too-long', field: 'label', limit: 120 }]
])('refuses %j as a label', async (label, failure) => {
  expect(await failureOfAsync(save(label))).toEqual(failure)
  expect(house.services.targets.list()).toEqual([])
})
