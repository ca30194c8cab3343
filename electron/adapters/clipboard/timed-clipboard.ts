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

  const forget = (): string | null => {
    const text = timed?.text ?? null
    timed?.stop.abort()
    timed = null
    return text
  }
  const clear = async (): Promise<void> => {
    const text = forget()
    if (text !== null && (await system.read()) === text) await system.clear()
  }
  return {
    copy: async (text, clearAfterSeconds) => {
      forget()
      await system.write(text, clearAfterSeconds !== null)
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
