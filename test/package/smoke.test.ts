import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyPackagedApp, type PackagedApp } from './packaged-app.ts'

describe.runIf(process.platform === 'linux')('the packaged app', () => {
  let app: PackagedApp
  beforeAll(async () => {
    app = await copyPackagedApp()
  })
  afterAll(async () => {
    await app.remove()
  })

  it('opens its window with a sandboxed page and quits when asked', async () => {
    const launch = await app.launch()
    expect(launch, launch.output).toMatchObject({ window: true, sandboxedRenderer: true, exitCode: 0 })
  })
})
