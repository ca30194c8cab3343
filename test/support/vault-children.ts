import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Failure } from '../../electron/contract/failure.ts'

/** The program of such a process. */
export const vaultChildScript = join(import.meta.dirname, '..', 'unit', 'adapters', 'vault-child.ts')

/** A process of its own that uses the vault in a folder. */
export function vaultChild(root: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [vaultChildScript, root, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
}

/** Opens the vault in a process of its own, which writes an access token; the ID of that, and what it was told. */
export async function openElsewhere(root: string): Promise<{ id: string; report: Failure | null }> {
  const child = vaultChild(root, 'report')
  const closed = once(child, 'close')
  const said = child.stdout === null ? '' : await text(child.stdout)
  const [code] = (await closed) as [number | null]
  if (code !== 0) throw new Error(`The process ended with ${String(code)}`)
  return { id: String(child.pid), report: JSON.parse(said) as Failure | null }
}

/** A process of its own that writes one sign-in again and again. */
export interface EndlessWriter {
  /** Its first write was acknowledged. */
  began: Promise<void>
  /** Ends it at once; the last number that it had acknowledged. */
  kill: () => Promise<number>
}

export function startWriter(root: string, id: string): EndlessWriter {
  const writer = vaultChild(root, 'write', id)
  let said = ''
  const began = new Promise<void>((resolve) => {
    writer.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      resolve()
    })
  })
  const closed = once(writer, 'close')
  return {
    began,
    kill: async () => {
      writer.kill('SIGKILL')
      const [, signal] = (await closed) as [number | null, NodeJS.Signals | null]
      if (signal !== 'SIGKILL') throw new Error(`The writer of ${id} had ended before it was killed`)
      return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
    }
  }
}

/** Lets a writer write for a random time and kills it; the last number that it had acknowledged. */
export async function killedWriter(root: string, id: string): Promise<number> {
  const { began, kill } = startWriter(root, id)
  await began
  await sleep(Math.random() * 60)
  return kill()
}
