import type { AutoLock } from '#contract/model'

/** What the system tells of itself. */
export interface Power {
  onSleep: (listener: () => void) => void
  onScreenLock: (listener: () => void) => void
  /** Seconds since the last key or click anywhere. */
  idleSeconds: () => number
}

const pollMs = 15_000

/** Locks when the person chose that it should; nothing is asked of the system while idling counts for nothing. */
export function lockByItself(parts: { power: Power; choice: () => AutoLock; lock: () => void }): void {
  const { power, choice, lock } = parts
  power.onSleep(() => {
    if (choice().whenAsleep) lock()
  })
  power.onScreenLock(() => {
    if (choice().whenScreenLocks) lock()
  })
  let wasIdle = false
  setInterval(() => {
    const { idleMinutes } = choice()
    const isIdle = idleMinutes > 0 && power.idleSeconds() >= idleMinutes * 60
    if (isIdle && !wasIdle) lock()
    wasIdle = isIdle
  }, pollMs).unref()
}
