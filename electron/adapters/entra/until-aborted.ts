import { AppFailure } from '../../services/app-failure.ts'

/** The promise's end, or `cancelled` at once when the signal aborts; MSAL itself stops only between two steps. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const stop = new AbortController()
  const aborted = new Promise<never>((_resolve, reject) => {
    const cancel = (): void => {
      reject(new AppFailure({ code: 'cancelled' }))
    }
    if (signal.aborted) cancel()
    else signal.addEventListener('abort', cancel, { once: true, signal: stop.signal })
  })
  // Nobody listens to the late end of a cancelled run.
  promise.catch(() => undefined)
  try {
    return await Promise.race([promise, aborted])
  } finally {
    stop.abort()
  }
}
