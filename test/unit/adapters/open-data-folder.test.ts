import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataFolder } from '../../../electron/adapters/data-folder.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'graticule-data-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const open = (home: string) => openDataFolder({ platform: process.platform, env: { GRATICULE_HOME: home } })

describe('opening the data folder', () => {
  it('makes the one that GRATICULE_HOME names, for its owner only', async () => {
    const { root } = await open(join(folder, 'new'))
    expect(statSync(root).isDirectory()).toBe(true)
    if (process.platform !== 'win32') expect(statSync(root).mode & 0o777).toBe(0o700)
    expect((await open(root)).root).toBe(root)
  })

  it('says which folder cannot be used, and makes nothing above it', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(await failureOfAsync(open(file))).toMatchObject({ code: 'data-folder-unusable', folder: file })
    const deep = join(folder, 'no', 'such')
    expect(await failureOfAsync(open(deep))).toMatchObject({ code: 'data-folder-unusable', folder: deep })
    expect(() => statSync(join(folder, 'no'))).toThrow()
  })
})
