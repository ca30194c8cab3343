import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The program of such a process. */
export const vaultChildScript = join(import.meta.dirname, '..', 'unit', 'adapters', 'vault-child.ts')

/** A process of its own that uses the vault in a folder. */
export function vaultChild(root: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [vaultChildScript, root, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
}

/** Lets a writer write for a random time and kills it; the last number that it had acknowledged. */
export async function killedWriter(root: string, id: string): Promise<number> {
  const writer = vaultChild(root, 'write', id)
  let said = ''
  const first = new Promise<void>((resolve) => {
    writer.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      resolve()
    })
  })
  const closed = once(writer, 'close')
  await first
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 60))
  writer.kill('SIGKILL')
  await closed
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
}
