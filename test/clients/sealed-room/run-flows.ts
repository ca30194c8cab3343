import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll } from 'vitest'
import type { ReadyLine } from '../../../practice/ready-line.ts'
import type { FlowEnd } from './flow.ts'

/** How the flows of a file ended, by name. */
export interface FlowEnds {
  /** What a flow gave back; one that failed, or is not there, fails here. */
  value: (name: string) => unknown
  /** Why a flow failed; one that worked fails here. */
  error: (name: string) => string
}

/** Runs a program as a client of the room: an empty home and a CA bundle are all that it gets. */
export const runClient = async (
  command: readonly [string, ...string[]],
  ready: ReadyLine,
  input: unknown,
  home = mkdtempSync(join(tmpdir(), 'client-'))
): Promise<string> => {
  const [program, ...args] = command
  const env = { PATH: '/usr/bin:/bin', HOME: home, NODE_EXTRA_CA_CERTS: ready.caFile, REQUESTS_CA_BUNDLE: ready.caFile }
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(input))
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close') as Promise<[number | null]>])
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}.`)
  return out
}

/** Reads what a program wrote about its flows. */
export const flowEnds = (written: () => string): FlowEnds => {
  const find = (name: string): FlowEnd => {
    const end = (JSON.parse(written()) as Record<string, FlowEnd>)[name]
    if (end === undefined) throw new Error(`There is no flow "${name}".`)
    return end
  }
  return {
    value: (name) => {
      const end = find(name)
      if ('error' in end) throw new Error(end.error)
      return end.value
    },
    error: (name) => {
      const end = find(name)
      if ('value' in end) throw new Error(`"${name}" worked: ${JSON.stringify(end.value)}`)
      return end.error
    }
  }
}

/** Runs the flows of a file in a Node process before the tests. */
export const withFlows = (file: string, ready: ReadyLine, home?: () => string): FlowEnds => {
  let written = ''
  beforeAll(async () => {
    const child = join(import.meta.dirname, 'flows-child.ts')
    written = await runClient([process.execPath, child], ready, { file, ready }, home?.())
  })
  return flowEnds(() => written)
}
