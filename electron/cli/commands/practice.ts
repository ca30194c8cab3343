import { readFile } from 'node:fs/promises'
import type { PracticeProcess } from '../../services/ports.ts'
import type { Output } from '../output.ts'

/** Options that choose who and what lives in the practice cloud. */
export interface WorldOptions {
  world?: string
  seed?: number
  /** Path of a state file. */
  state?: string
}

/** Options of `practice start`. */
export interface StartPracticeOptions extends WorldOptions {
  json?: boolean
  folder?: string
  portBase?: number
  deviceCodeSeconds?: number
  deviceCodeIntervalSeconds?: number
  accessTokenSeconds?: number
  /** Under Azure's own names: for other clients, so this app's data folder does not hear of it. */
  azureNames?: boolean
}

/** What only the app needs of the description. */
const inner = ['caPem', 'pid', 'portBase', 'options']

/** `practice start`: keeps the practice cloud running until the signal, and says who lives in it. */
export async function keepPracticeRunning(
  practice: PracticeProcess,
  descriptionFile: string,
  about: { asJson: boolean; output: Output; signal: AbortSignal }
): Promise<void> {
  try {
    const { world } = await practice.start()
    const description = JSON.parse(await readFile(descriptionFile, 'utf8')) as Record<string, unknown>
    if (about.asJson) {
      const ready = Object.fromEntries(Object.entries(description).filter(([name]) => !inner.includes(name)))
      about.output.out(`${JSON.stringify(ready)}\n`)
    } else {
      const users = (world?.users ?? []).map(({ userPrincipalName, password }) => `  ${userPrincipalName}  ${password}`)
      const more = (Array.isArray(description.users) ? description.users.length : 0) - users.length
      if (more > 0)
        users.push(
          `  and ${String(more)} more: practice people lists them all, practice start --json has their passwords`
        )
      about.output.out(
        ['The practice cloud runs; nothing of it is Azure. Sign in as:', ...users, 'Ctrl+C stops it.', ''].join('\n')
      )
    }
    await ended(practice, about.signal)
  } finally {
    await practice.stop()
  }
}

/** Ends with the signal, or when the practice cloud stops by itself. */
function ended(practice: PracticeProcess, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
    practice.onChange(({ state }) => {
      if (state !== 'running') resolve()
    })
  })
}
