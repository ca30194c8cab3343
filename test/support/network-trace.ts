import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../build/paths.ts'

/** Runs the program of GRATICULE_TRACED under strace. */
export const tracedProgram = join(root, 'test/support/traced.sh')

/** What the kernel saw of a program and its children on the network (Linux). */
export interface NetworkTrace {
  /** Calls that lead to another address: connections and packets by the internet's protocols, loopback too. */
  outward: string[]
  /** Calls to programs of this computer, such as the keychain; none would mean that nothing was traced. */
  local: number
}

/** Reads the file that the trace went to, whole or as far as it is written. */
export async function readTrace(file: string): Promise<NetworkTrace> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  const sent = lines.filter((line) => /^\d+ +(?:connect|sendto|sendmsg|sendmmsg)\(/.test(line))
  return {
    outward: sent.filter((line) => /sa_family=AF_INET6?\b/.test(line)),
    local: sent.filter((line) => line.includes('sa_family=AF_UNIX')).length
  }
}

/** Sockets for packets that Chromium connects, sending none, to learn which addresses of its own it would send from. Source: its net/dns. */
const askedOfTheSystem = ['2001:4860:4860::8888 443', '127.0.0.1 443']

/** Where calls lead to, as `address port`. */
export function placesOf({ outward }: NetworkTrace): string[] {
  const places = outward.map((line) => {
    const [, port = '?'] = /htons\((\d+)\)/.exec(line) ?? []
    const [, address = '?'] = /(?:inet_addr\(|AF_INET6, )"([^"]+)"/.exec(line) ?? []
    return `${address} ${port}`
  })
  return [...new Set(places)].filter((place) => !askedOfTheSystem.includes(place))
}

/** Runs a program of Node to its end under the trace; what it printed. */
export async function runTraced(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const traced = { ...process.env, ...env, GRATICULE_TRACE: file, GRATICULE_TRACED: process.execPath }
  return (await promisify(execFile)(tracedProgram, args, { env: traced, timeout: 60_000 })).stdout
}
