import { describe, expect, it } from 'vitest'
import {
  clockTime,
  countdown,
  expiryWarning,
  groupedCode,
  latency,
  localInput,
  middleEllipsis,
  relativeTime,
  shareLeft,
  shortDuration,
  timeLeft
} from '../../../renderer/lib/format.ts'

const now = new Date(2026, 2, 4, 13, 40, 0).getTime()
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString()

describe('the end of a certificate', () => {
  it.each([
    [0, 'has expired'],
    [-1440, 'has expired'],
    [60, 'expires within a day'],
    [1440, 'expires in 1 day'],
    [12 * 1440 + 30, 'expires in 12 days'],
    [30 * 1440, 'expires in 30 days'],
    [31 * 1440, null]
  ])('in %i minutes', (minutes, warning) => {
    expect(expiryWarning(at(minutes), now)).toBe(warning)
  })
})

describe('times', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [119 * 60_000, '119 min'],
    [120 * 60_000, '2 h'],
    [49 * 3_600_000, '2 d']
  ])('says %i ms in the largest useful unit', (ms, text) => {
    expect(shortDuration(ms)).toBe(text)
    expect(shortDuration(-ms)).toBe(text)
  })

  it('says how long a token still works, or since when it does not', () => {
    expect(timeLeft(at(52.5), now)).toBe('52 min')
    expect(timeLeft(at(-125), now)).toBe('expired 2 h ago')
    expect(timeLeft(at(0), now)).toBe('expired 0 s ago')
  })

  it('says moments from now', () => {
    expect(relativeTime(at(0), now)).toBe('just now')
    expect(relativeTime(at(-34), now)).toBe('34 min ago')
    expect(relativeTime(at(30), now)).toBe('in 30 min')
    expect(relativeTime(at(90 * 24 * 60 - 1), now)).toBe('in 90 d')
  })

  it('names the day only where it is another one', () => {
    expect(clockTime(at(52), now, 'en-GB')).toBe('14:32')
    expect(clockTime(at(24 * 60), now, 'en-GB')).toBe('5 Mar, 13:40')
  })

  it('counts down to zero and stays there', () => {
    expect(countdown(at(14.5), now)).toBe('14:30')
    expect(countdown(at(-1), now)).toBe('00:00')
  })
})

describe('shareLeft', () => {
  it('goes from one to zero', () => {
    expect(shareLeft(at(0), at(60), now)).toBe(1)
    expect(shareLeft(at(-30), at(30), now)).toBeCloseTo(0.5)
    expect(shareLeft(at(-60), at(-1), now)).toBe(0)
  })

  it('is zero for a lifetime that makes no sense', () => {
    expect(shareLeft(at(5), at(5), now)).toBe(0)
    expect(shareLeft('nonsense', at(5), now)).toBe(0)
  })
})

describe('ids, codes and latencies', () => {
  it('shortens an ID in the middle and leaves a short one whole', () => {
    expect(middleEllipsis('72f988bf-86f1-41af-91ab-2d7cd011db47')).toBe('72f988bf…db47')
    expect(middleEllipsis('short')).toBe('short')
  })

  it.each([
    ['H7K29QXP', 'H7K2 9QXP'],
    ['H7K29QXP4', 'H7K 29Q XP4'],
    ['H7K2-9QXP', 'H7K2 9QXP'],
    ['', '']
  ])('groups the code %s', (code, grouped) => {
    expect(groupedCode(code)).toBe(grouped)
  })

  it('gives a field for local time its form', () => {
    expect(localInput(new Date(2026, 4, 1, 9, 5).toISOString())).toBe('2026-05-01T09:05')
  })

  it('says latencies', () => {
    expect(latency(84.4)).toBe('84 ms')
    expect(latency(1400)).toBe('1.4 s')
  })
})
