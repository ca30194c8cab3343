import { describe, expect, it } from 'vitest'
import { stops } from '../bench/vault/stops.ts'

describe.runIf(process.platform === 'linux')('a rotation and a migration', () => {
  it('killed at each of their writes leave everything readable, and done again come to their end', async () => {
    const { rotationStops, migrationStops, ...bad } = await stops(1)
    expect(bad).toEqual({ stopsUnreadable: 0, stopsNotEnded: 0 })
    expect(rotationStops).toBeGreaterThan(8)
    expect(migrationStops).toBeGreaterThan(2)
  }, 120_000)
})
