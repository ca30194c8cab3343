import type { Clock } from '../../electron/services/ports.ts'

/** A clock that stands until it is moved. */
export class FakeClock implements Clock {
  time = Date.parse('2026-05-01T12:00:00Z')
  readonly now = (): number => this.time
  readonly sleep = (): Promise<void> => Promise.resolve()

  pass(seconds: number): void {
    this.time += seconds * 1000
  }
}
