import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyPackagedApp, type PackagedApp } from './packaged-app.ts'

describe.runIf(process.platform === 'linux')('the vault of the packaged app', () => {
  let app: PackagedApp
  beforeAll(async () => {
    app = await copyPackagedApp()
  })
  afterAll(async () => {
    await app.remove()
  })

  it('is made by its write thread, which is in the package', async () => {
    const home = join(app.folder, 'home')
    await mkdir(home)
    await chmod(home, 0o777)
    const launch = await app.launch({ env: { GRATICULE_HOME: join(home, 'data') } })
    expect(launch, launch.output).toMatchObject({ window: true, exitCode: 0 })
    expect((await readdir(join(home, 'data', 'vault'))).sort()).toEqual(['data.mdb', 'install.json', 'lock.mdb'])
  })
})
