import { expect, it, vi } from 'vitest'
import { withDisplayAndKeychain } from '../../../build/system/private-session.ts'

it.runIf(process.platform === 'linux')('the display of a session stays the same while no program uses it', async () => {
  // Else the display there is would be used.
  vi.stubEnv('DISPLAY', undefined)
  try {
    const keepAndRead = 'xprop -root -f KEPT 8s -set KEPT "by the first" && sleep 0.3 && xprop -root KEPT'
    const { code, output } = await withDisplayAndKeychain(['sh', '-c', keepAndRead], { output: 'quiet' })
    expect({ code, output }).toEqual({ code: 0, output: 'KEPT(STRING) = "by the first"\n' })
  } finally {
    vi.unstubAllEnvs()
  }
})
