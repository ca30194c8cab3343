import type { Clipboard, Clock } from '../../services/ports.ts'

/** The system's clipboard, as much of it as is needed. */
export interface SystemClipboard {
  write: (text: string, isSecret: boolean) => Promise<void>
  read: () => Promise<string>
  clear: () => Promise<void>
}

/** Clears what was copied for a time, unless something else was copied since. */
export function createTimedClipboard(system: SystemClipboard, clock: Clock): Clipboard {
  let timed: { text: string; stop: AbortController } | null = null

  const forget = (): void => {
    timed?.stop.abort()
    timed = null
  }
  // Forgotten only once it is gone, so that what failed to clear can be cleared later.
  const clear = async (): Promise<void> => {
    const wanted = timed
    if (wanted === null) return
    if ((await system.read()) === wanted.text) await system.clear()
    if (timed === wanted) forget()
  }
  return {
    copy: async (text, clearAfterSeconds) => {
      await system.write(text, clearAfterSeconds !== null)
      // Until here the text before may still be in the clipboard, and its time runs.
      forget()
      if (clearAfterSeconds === null) return
      const stop = new AbortController()
      timed = { text, stop }
      // A clipboard that another program holds cannot be cleared now, and there is nobody to tell.
      clock
        .sleep(clearAfterSeconds * 1000, stop.signal)
        .then(clear)
        .catch(() => undefined)
    },
    clear
  }
}
