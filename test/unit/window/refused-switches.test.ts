import { describe, expect, it } from 'vitest'
import { refusedSwitch } from '../../../electron/window/refused-switches.ts'

const given =
  (...names: string[]) =>
  (name: string): boolean =>
    names.includes(name)

describe('a switch on the command line', () => {
  it.each(['no-sandbox', 'remote-debugging-port', 'inspect', 'proxy-server'])('--%s stops the packaged app', (name) => {
    expect(refusedSwitch(true, given(name))).toBe(name)
  })

  it('that changes nothing of the defences is let through', () => {
    expect(refusedSwitch(true, given('lang', 'force-device-scale-factor'))).toBeNull()
  })

  it('is free in development, where tests need the inspector', () => {
    expect(refusedSwitch(false, given('no-sandbox', 'inspect'))).toBeNull()
  })
})
