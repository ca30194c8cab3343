import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { utilityProcess } from 'electron'
import type { PracticeProcess } from '../../services/ports.ts'
import { createPracticeProcess } from './practice-process.ts'

/** The practice cloud as a utility process of the window, from the bundle beside the window's own; it ends with it. */
export function createPracticeUtility(options: { folder: string; description: string }): PracticeProcess {
  return createPracticeProcess((args) => {
    const child = utilityProcess.fork(join(options.folder, 'practice.mjs'), args, {
      serviceName: 'Practice cloud',
      stdio: 'pipe'
    })
    const launched = {
      pid: child.pid,
      stdout: child.stdout as Readable,
      stderr: child.stderr as Readable,
      exited: new Promise<number>((resolve) => {
        child.once('exit', resolve)
      }),
      stop: () => {
        child.kill()
      }
    }
    // Electron knows the process id only once the process runs.
    child.once('spawn', () => {
      launched.pid = child.pid
    })
    return launched
  }, options.description)
}
