import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packagesAreCurrent, sameInstall, stampOf, stampPackages } from '../../../build/bootstrap/lockfile-stamp.mjs'

const lockfile = {
  packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } }
}
const changed = { packages: { ...lockfile.packages, 'node_modules/a': { version: '1.0.1' } } }

describe('the stamp of node_modules', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'graticule-stamp-'))
    await mkdir(join(root, 'node_modules'))
    await writeFile(join(root, 'package-lock.json'), JSON.stringify(lockfile))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  it('is missing at first', () => {
    expect(packagesAreCurrent(root)).toBe(false)
  })

  it('holds until the lockfile changes', async () => {
    stampPackages(root)
    expect(packagesAreCurrent(root)).toBe(true)
    await writeFile(join(root, 'package-lock.json'), JSON.stringify(changed))
    expect(packagesAreCurrent(root)).toBe(false)
  })

  it('is made up for when npm itself recorded the same install', async () => {
    await writeFile(join(root, 'node_modules', '.package-lock.json'), JSON.stringify(lockfile))
    expect(packagesAreCurrent(root)).toBe(true)
  })

  it('does not depend on line ends', () => {
    expect(stampOf('{\r\n}\r\n')).toBe(stampOf('{\n}\n'))
  })
})

describe('an install by hand', () => {
  it('may lack optional packages of other systems', () => {
    expect(sameInstall(lockfile, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true)
  })

  it('may not lack or differ in a needed one', () => {
    expect(sameInstall(lockfile, { packages: { 'node_modules/b': { version: '2.0.0' } } })).toBe(false)
    expect(sameInstall(changed, { packages: lockfile.packages })).toBe(false)
  })
})
