/** Figures of one bench, by name with the unit at its end. */
export type Figures = Record<string, number>

/** Milliseconds that the work takes. */
export async function timeMs(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Runs the work several times, one after the other. */
export async function repeat(times: number, work: (turn: number) => Promise<number>): Promise<number[]> {
  const results: number[] = []
  for (let turn = 0; turn < times; turn += 1) results.push(await work(turn))
  return results
}

/** Runs the work and notes the longest time that the event loop did not come round meanwhile. */
export async function longestBlock<T>(work: () => Promise<T>): Promise<[T, number]> {
  let longest = 0
  let last = performance.now()
  let next: NodeJS.Immediate
  const turn = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    next = setImmediate(turn)
  }
  next = setImmediate(turn)
  const result = await work()
  turn()
  clearImmediate(next)
  return [result, longest]
}

/** The value below which the given share of the sorted values lies. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Two decimals are more than such a measurement is worth. */
export function rounded(figures: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 100) / 100]))
}
