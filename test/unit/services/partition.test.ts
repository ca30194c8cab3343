import { describe, expect, it } from 'vitest'
import { cycles } from '../../bench/tokens/cycles.ts'
import { partitions } from '../../bench/tokens/partition.ts'

describe('tokens and accounts', () => {
  it('never answer for another account, tenant, profile or cloud', async () => {
    expect(await partitions(360)).toEqual({ partitionCases: 360, crossed: 0 })
  })

  it('leave nothing behind after many sign-ins and sign-outs', async () => {
    expect(await cycles(20)).toMatchObject({ cycles: 20, leftRecords: 0, filesGrown: 0 })
  })
})
