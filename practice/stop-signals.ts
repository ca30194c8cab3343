/** The part of Electron's parent port that the practice cloud uses. */
interface ParentPort {
  postMessage: (message: unknown) => void
  on: (event: 'close', listener: () => void) => unknown
}

/** The port to the parent when running in an Electron utility process. */
export const parentPort = (): ParentPort | undefined =>
  (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort

/** Resolves when somebody wants the practice cloud to stop: a signal, the parent going, or with `stdin` its end. */
export const stopRequested = (options: { stdin: boolean }): Promise<void> =>
  new Promise((resolve) => {
    const stop = (): void => {
      resolve()
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    // A terminal that is closed.
    process.once('SIGHUP', stop)
    process.once('disconnect', stop)
    parentPort()?.on('close', stop)
    if (!options.stdin) return
    process.stdin.once('end', stop)
    process.stdin.once('close', stop)
    process.stdin.once('error', stop)
    process.stdin.resume()
  })
