import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AutoLock } from '#contract/model'
import { lockByItself } from '../../../electron/window/auto-lock.ts'

const never: AutoLock = { idleMinutes: 0, whenAsleep: false, whenScreenLocks: false }

function started(choice: AutoLock) {
  const listeners = new Map<string, () => void>()
  const idle = { seconds: 0 }
  const lock = vi.fn()
  const power = {
    onSleep: (listener: () => void) => void listeners.set('suspend', listener),
    onScreenLock: (listener: () => void) => void listeners.set('lock-screen', listener),
    idleSeconds: () => idle.seconds
  }
  lockByItself({ power, choice: () => choice, lock })
  return { idle, lock, tell: (event: string) => listeners.get(event)?.() }
}

describe('the vault locks itself', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('never, unless somebody chose it', () => {
    const { idle, lock, tell } = started(never)
    idle.seconds = 100_000
    tell('suspend')
    tell('lock-screen')
    vi.advanceTimersByTime(60_000)
    expect(lock).not.toHaveBeenCalled()
  })

  it('with sleep and with the screen, each as chosen', () => {
    const asleep = started({ ...never, whenAsleep: true })
    asleep.tell('lock-screen')
    expect(asleep.lock).not.toHaveBeenCalled()
    asleep.tell('suspend')
    expect(asleep.lock).toHaveBeenCalledTimes(1)
    const screen = started({ ...never, whenScreenLocks: true })
    screen.tell('lock-screen')
    expect(screen.lock).toHaveBeenCalledTimes(1)
  })

  it('once when nobody was there for long enough, and again after somebody was', () => {
    const { idle, lock } = started({ ...never, idleMinutes: 5 })
    idle.seconds = 299
    vi.advanceTimersByTime(15_000)
    expect(lock).not.toHaveBeenCalled()
    idle.seconds = 301
    vi.advanceTimersByTime(60_000)
    expect(lock).toHaveBeenCalledTimes(1)
    idle.seconds = 0
    vi.advanceTimersByTime(15_000)
    idle.seconds = 301
    vi.advanceTimersByTime(15_000)
    expect(lock).toHaveBeenCalledTimes(2)
  })
})
