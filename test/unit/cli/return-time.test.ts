import { describe, expect, it } from 'vitest'
import { parseReturn } from '../../../electron/cli/return-time.ts'

const noon = new Date(2026, 4, 1, 12, 0).getTime()

describe('the time of return', () => {
  it('is the next such time of the day, be it tomorrow', () => {
    expect(parseReturn('18:30', noon)).toBe(new Date(2026, 4, 1, 18, 30).toISOString())
    expect(parseReturn(' 9:05 ', noon)).toBe(new Date(2026, 4, 2, 9, 5).toISOString())
    expect(parseReturn('12:00', noon)).toBe(new Date(2026, 4, 2, 12, 0).toISOString())
    const lastOfMonth = new Date(2026, 11, 31, 23, 30).getTime()
    expect(parseReturn('00:20', lastOfMonth)).toBe(new Date(2027, 0, 1, 0, 20).toISOString())
  })

  it('is a date with a time, of this computer where it names no zone', () => {
    expect(parseReturn('2026-05-02T09:00', noon)).toBe(new Date(2026, 4, 2, 9, 0).toISOString())
    expect(parseReturn('2026-05-03 09:00:30', noon)).toBe(new Date(2026, 4, 3, 9, 0, 30).toISOString())
    expect(parseReturn('2026-05-03T09:00Z', noon)).toBe('2026-05-03T09:00:00.000Z')
    expect(parseReturn('2026-05-03T09:00+02:00', noon)).toBe('2026-05-03T07:00:00.000Z')
  })

  it.each(['', 'soon', '24:00', '12:60', '2026-05-02', '2026-13-02T09:00', '1', '2026-05-02T9'])(
    'is not “%s”',
    (text) => {
      expect(() => parseReturn(text, noon)).toThrow('A time is HH:MM')
    }
  )

  it('is not past', () => {
    expect(() => parseReturn('2026-05-01T11:59', noon)).toThrow('This time is past.')
  })
})
