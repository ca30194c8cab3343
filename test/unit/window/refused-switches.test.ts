import { describe, expect, it } from 'vitest'
import { refusedSwitch } from '../../../electron/window/refused-switches.ts'

describe('a switch on the command line', () => {
  it.each([
    '--no-sandbox',
    '--remote-debugging-port=0',
    '-remote-debugging-port=0',
    '--INSPECT',
    '--inspect-brk=9229',
    '--js-flags=--expose-gc',
    '--proxy-pac-url=http://x',
    '--renderer-cmd-prefix=sh',
    '--a-switch-of-the-next-chromium'
  ])('%s stops the packaged app', (given) => {
    expect(refusedSwitch(true, 'linux', ['file', given])).toBe(given)
  })

  it('in the form of Windows stops it there', () => {
    expect(refusedSwitch(true, 'win32', ['/no-sandbox'])).toBe('/no-sandbox')
    expect(refusedSwitch(true, 'linux', ['/home/ann'])).toBeNull()
  })

  it.each([['--lang=da', '--force-device-scale-factor=2'], [], ['graticule://open']])(
    '%j is let through',
    (...given) => {
      expect(refusedSwitch(true, 'linux', given)).toBeNull()
    }
  )

  it('that the Finder adds is let through', () => {
    expect(refusedSwitch(true, 'darwin', ['-psn_0_1234'])).toBeNull()
  })

  it('is free in development, where tests need the inspector', () => {
    expect(refusedSwitch(false, 'linux', ['--no-sandbox', '--inspect'])).toBeNull()
  })
})
