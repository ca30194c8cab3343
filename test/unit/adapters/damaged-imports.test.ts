import { expect, it } from 'vitest'
import { damagedImports } from '../../bench/attacks/imports.ts'

it('damaged files, times, endpoints and addresses are refused or right, and stop nothing', async () => {
  const { importsTaken = 0, importsRefused = 0, ...wrong } = await damagedImports(2_000)
  expect(wrong).toEqual({ importCrashes: 0, importsWronglyTaken: 0, prototypesChangedByImports: 0 })
  expect(Math.min(importsTaken, importsRefused)).toBeGreaterThan(100)
})
