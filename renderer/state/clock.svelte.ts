/** The time of day for everything that counts down. */
export class Clock {
  now = $state(Date.now())

  /** Ticks each second until the answer is called. */
  start(): () => void {
    const timer = setInterval(() => {
      this.now = Date.now()
    }, 1000)
    return () => {
      clearInterval(timer)
    }
  }
}
