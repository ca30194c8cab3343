import { describe, expect, it } from 'vitest'
import { installCommand, packagesFor } from '../../../build/system/install-line.ts'
import type { Requirement } from '../../../build/system/requirements.ts'

const missing: Requirement[] = [
  { kind: 'command', name: 'xvfb-run', apt: 'xvfb', dnf: 'xorg-x11-server-Xvfb' },
  { kind: 'command', name: 'Xvfb', apt: 'xvfb', dnf: 'xorg-x11-server-Xvfb' },
  { kind: 'library', name: 'libasound.so.2', apt: 'libasound2', dnf: 'alsa-lib' }
]

describe('the install line', () => {
  it('names each package once, for apt', () => {
    expect(installCommand(packagesFor(missing, 'apt'), 'apt').join(' ')).toBe(
      'apt-get install -y --no-install-recommends libasound2 xvfb'
    )
  })

  it('takes the renamed library where apt knows it', () => {
    expect(packagesFor(missing, 'apt', (name) => name === 'libasound2t64')).toEqual(['libasound2t64', 'xvfb'])
  })

  it('names the packages of Fedora for dnf', () => {
    expect(installCommand(packagesFor(missing, 'dnf'), 'dnf').join(' ')).toBe(
      'dnf install -y alsa-lib xorg-x11-server-Xvfb'
    )
  })
})
