import type { EventName, Events } from '#contract/api'

/** The clipboard; secrets go in from the main process only. */
export interface Clipboard {
  /** Copies, and after the given time clears if nothing else was copied since; null never clears. */
  copy: (text: string, clearAfterSeconds: number | null) => Promise<void>
  /** Clears now what was copied for a time. */
  clear: () => Promise<void>
}

/** Whoever sits at the computer, as the operating system can tell. */
export interface Presence {
  /** Asks, where the system offers it; throws `keychain-denied` for somebody who is refused. */
  confirm: (reason: string) => Promise<void>
}

/** The system browser. */
export interface Browser {
  /** Opens a page of a listed https host, or of the practice cloud's own pages. */
  open: (url: string) => Promise<void>
}

/** Pictures of the window that other programs take. */
export interface ScreenCapture {
  /** Keeps the window out of them for a time, where the operating system can. */
  refuseFor: (seconds: number) => void
}

/** Tells the window (or nobody, on the command line) what happened. */
export type Emit = <Name extends EventName>(name: Name, payload: Events[Name]) => void

/** What the system knows of this computer's connection. */
export interface Connection {
  /** False where there surely is no network; true does not promise one. */
  isConnected: () => boolean
}
