import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { profileColours } from '#contract/profile'
import { root } from '../../../build/paths.ts'

const tokens = readFileSync(join(root, 'renderer/styles/tokens.css'), 'utf8')

/** A token's colours in light and dark. */
function pair(name: string): [string, string] {
  const [, light = '', dark = ''] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens) ?? []
  return [light, dark]
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other)
  return (light + 0.05) / (dark + 0.05)
}

it.each(profileColours)('%s stands out from every ground, light and dark', (colour) => {
  const marks = pair(`profile-${colour}`)
  for (const ground of ['ground', 'surface', 'rail', 'hover', 'accent-soft']) {
    for (const theme of [0, 1] as const) {
      expect(contrast(marks[theme], pair(ground)[theme]), `${ground} ${String(theme)}`).toBeGreaterThanOrEqual(3)
    }
  }
})
