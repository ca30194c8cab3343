import { describe, expect, it } from 'vitest'
import { printFailure, printResult, table } from '../../../electron/cli/output.ts'

/** A name from a directory that would clear the screen, turn the text round and begin a line. */
const hostile = 'Ann\u001b[2J\u202e\u009b31m'

function written(print: (output: { out: (text: string) => void; err: (text: string) => void }) => void): string {
  const texts: string[] = []
  const write = (text: string): void => void texts.push(text)
  print({ out: write, err: write })
  return texts.join('')
}

describe('the command line', () => {
  it('prints no control character of a name to a terminal', () => {
    const text = written((output) => {
      printResult(output, false, null, table([['Name'], [`${hostile}\nroot`]]))
      printFailure(output, false, { code: 'not-found', what: 'profile', name: hostile })
    })
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u)
    expect(text.split('\n')).toHaveLength(5)
  })

  it('leaves names in JSON as they are', () => {
    expect(JSON.parse(written((output) => printResult(output, true, { name: hostile }, [])))).toEqual({ name: hostile })
  })
})
