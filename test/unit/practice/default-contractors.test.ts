import { expect, it } from 'vitest'
import { mayDo, mayManage } from '../../../practice/world/authorization.ts'
import { makeDefaultWorld } from '../../../practice/world/default-world.ts'

const world = makeDefaultWorld()
const identity = (wanted: string) => {
  const found = world.managedIdentities.find(({ name }) => name === wanted)
  if (found === undefined) throw new Error(`There is no identity ${wanted}.`)
  return found
}
const [maps] = world.mapsAccounts

it('the tile cache may render, by a role of the organisation and through a group, and nothing else', () => {
  const { objectId } = identity('tile-cache')
  const may = (service: string): boolean =>
    mayDo(world, objectId, maps?.resourceId ?? '', `Microsoft.Maps/accounts/services/${service}/read`)
  expect([may('render'), may('search'), may('timezone')]).toEqual([true, false, false])
  expect(world.roleAssignments.some(({ principalId }) => principalId === objectId)).toBe(false)
})

it("the contractor's identity reads its resource group, and not the department's", () => {
  const { objectId, resourceId } = identity('contractor-sync')
  const read = 'Microsoft.ManagedIdentity/userAssignedIdentities/read'
  expect(mayManage(world, objectId, resourceId, read)).toBe(true)
  expect(mayManage(world, objectId, identity('field-reader').resourceId, read)).toBe(false)
})
