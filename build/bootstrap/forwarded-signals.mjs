import { isatty } from 'node:tty'

/** The signals by which a task is told to end. */
export const endSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Whether a signal has to be passed on to a child of our own process group. A terminal sends Ctrl+C to the whole group, and
 * a second one would end a child in the middle of tidying up. On Windows the console tells all its processes, and a signal
 * sent by us would end the child at once.
 * @param {NodeJS.Signals} signal
 * @param {NodeJS.Platform} platform
 * @param {boolean} atTerminal
 */
export function mustForward(signal, platform = process.platform, atTerminal = isatty(0)) {
  return platform !== 'win32' && !(signal === 'SIGINT' && atTerminal)
}
