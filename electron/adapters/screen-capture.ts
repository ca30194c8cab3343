import type { Clock, ScreenCapture } from '../services/ports.ts'

/** What of Electron's window this needs. */
export interface CapturedWindow {
  isDestroyed: () => boolean
  setContentProtection: (isProtected: boolean) => void
}

/**
 * Asks the system to leave the window out of screenshots, recordings and shared screens. Windows does; macOS only for
 * programs that do not use ScreenCaptureKit; Linux offers nothing.
 */
export function createScreenCapture(clock: Clock, window: () => CapturedWindow | null): ScreenCapture {
  let ends: AbortController | null = null
  const protect = (isProtected: boolean): void => {
    const shown = window()
    if (shown?.isDestroyed() === false) shown.setContentProtection(isProtected)
  }
  return {
    refuseFor: (seconds) => {
      ends?.abort()
      const end = new AbortController()
      ends = end
      protect(true)
      clock.sleep(seconds * 1000, end.signal).then(
        () => {
          protect(false)
        },
        // Asked for once more: that one's end counts.
        () => undefined
      )
    }
  }
}
