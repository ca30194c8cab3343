import { expect, it } from 'vitest'
import { keepByCloud } from '../../../electron/adapters/http/kept-by-cloud.ts'
import { azureClouds, type Cloud } from '../../../electron/knowledge/clouds.ts'

const practice = (caPem: string): Cloud => ({ ...azureClouds.public, name: 'practice', isPrivate: true, caPem })

it('keeps one for each cloud, and lets go of that of an authority that was replaced', () => {
  const released: string[] = []
  const kept = keepByCloud(
    ({ name, caPem }) => `${name} ${caPem ?? 'system'}`,
    (old) => released.push(old)
  )
  const first = practice('one')
  expect([kept(first), kept(azureClouds.public), kept(first)]).toEqual([
    'practice one',
    'public system',
    'practice one'
  ])
  expect(released).toEqual([])
  expect(kept(practice('two'))).toBe('practice two')
  expect(kept(practice('three'))).toBe('practice three')
  expect(kept(azureClouds.public)).toBe('public system')
  expect(released).toEqual(['practice one', 'practice two'])
})
