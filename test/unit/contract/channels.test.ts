import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { channels, eventNames } from '#contract/api'
import { root } from '../../../build/paths.ts'

const document = readFileSync(join(root, 'docs/channels.md'), 'utf8')

/** Name and channel of each row below a heading. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = document.split(`## ${heading}\n`)
  const [text = ''] = section.split('\n## ')
  return [...text.matchAll(/^\| `([^`]+)`\s*\|(?: `([^`]+)`\s*\|)?/gm)].map((row) => row.slice(1).filter(Boolean))
}

describe('docs/channels.md', () => {
  it('lists every call with its channel, in the order of the code', () => {
    expect(rowsUnder('Calls')).toEqual(Object.entries(channels))
  })

  it('lists every event', () => {
    expect(rowsUnder('Events')).toEqual(eventNames.map((name) => [name]))
  })
})
