/** Mulberry32: the same numbers from 0 to below 1 for the same seed. */
export const numbersFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Picks from lists, the same for the same numbers. */
export interface Picker {
  one: <T>(list: readonly [T, ...T[]]) => T
  /** A whole number from 0 to below the limit. */
  below: (limit: number) => number
}

/** A picker that goes by the numbers. */
export const pickerOf = (next: () => number): Picker => {
  const below = (limit: number): number => Math.floor(next() * limit)
  return { below, one: (list) => list[below(list.length)] ?? list[0] }
}
