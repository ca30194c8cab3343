import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { root } from '../../build/paths.ts'
import type { ReadyLine } from '../../practice/ready-line.ts'

/** What `practice start --json` prints. */
export type PracticeReady = ReadyLine

/** A fault rule, as docs/practice-cloud.md describes it. */
export interface Fault {
  name?: string
  match: { service: 'login' | 'arm' | 'maps' | 'geocatalog' | 'imds'; pathIncludes?: string; method?: string }
  times?: number
  do: { kind: string } & Record<string, unknown>
}

/** A practice cloud in a process of its own, started by the command line as a person would. */
export class Practice {
  readonly ready: PracticeReady
  readonly #child: ChildProcess

  private constructor(ready: PracticeReady, child: ChildProcess) {
    this.ready = ready
    this.#child = child
  }

  static async start(home: string, args: string[] = []): Promise<Practice> {
    const child = spawn(process.execPath, [join(root, 'electron/cli.ts'), 'practice', 'start', '--json', ...args], {
      env: { ...process.env, GRATICULE_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    for await (const line of createInterface({ input: child.stdout })) {
      return new Practice(JSON.parse(line) as PracticeReady, child)
    }
    throw new Error('The practice cloud ended before it was ready')
  }

  /** The user with that user principal name. */
  user(userPrincipalName: string): PracticeReady['users'][number] {
    return named(
      this.ready.users.find((user) => user.userPrincipalName === userPrincipalName),
      userPrincipalName
    )
  }

  /** Puts these faults in the place of all before. */
  async weather(faults: Fault[]): Promise<void> {
    await this.#admin('POST', '/faults', faults)
  }

  /** What it was asked so far; secrets are left out by the practice cloud itself. */
  async requests(): Promise<{ service: string; method: string; path: string; status: number; injected?: unknown }[]> {
    return (await this.#admin('GET', '/requests')) as {
      service: string
      method: string
      path: string
      status: number
    }[]
  }

  /** Ends the life of a device code before its time. */
  async expireDeviceCode(userCode: string): Promise<void> {
    await this.#admin('POST', `/device-codes/${userCode}/expire`)
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    this.#child.kill('SIGTERM')
    await once(this.#child, 'exit')
  }

  async #admin(method: string, path: string, body?: unknown): Promise<unknown> {
    const { url, token } = this.ready.admin
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return text === '' ? null : (JSON.parse(text) as unknown)
  }
}

/** What was looked for; throws where there is none. */
export function named<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`The practice cloud has no ${name}`)
  return found
}
