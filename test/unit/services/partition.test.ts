import { expect, it } from 'vitest'
import { partitions } from '../../bench/tokens/partition.ts'

it('tokens never answer for another account, tenant, profile or cloud', async () => {
  expect(await partitions(360)).toEqual({ partitionCases: 360, crossed: 0 })
})
