import { expect, it } from 'vitest'
import { soundWords } from '#contract/check-words'

it.each([
  [0, 'There was no entry to open.'],
  [1, '1 entry opened, and it is sound.'],
  [2, '2 entries opened, all of them sound.']
])('says of %i entries that they are sound', (checked, words) => {
  expect(soundWords(checked)).toBe(words)
})
