import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock, Ids } from '../../services/ports.ts'

const largestLogBytes = 512 * 1024

/**
 * Keeps what is needed to find a mistake of ours and nothing that could be a secret: of an error only its class, its
 * code and the places in our own code, never its message.
 */
export class ErrorLog {
  readonly #file: string
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(file: string, clock: Clock, ids: Ids) {
    this.#file = file
    this.#clock = clock
    this.#ids = ids
  }

  /** Writes the error down and answers the reference under which it is found. */
  report(error: unknown): string {
    const reference = this.#ids.next().slice(0, 8)
    const line = { at: new Date(this.#clock.now()).toISOString(), reference, ...describeError(error) }
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
      this.#rotate()
      appendFileSync(this.#file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
    } catch {
      // A log that cannot be written must not hide the failure that it was about.
    }
    return reference
  }

  #rotate(): void {
    const size = statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0
    if (size > largestLogBytes) renameSync(this.#file, `${this.#file}.1`)
  }
}

interface ErrorDescription {
  kind: string
  code: string | null
  stack: string[]
  cause?: ErrorDescription
}

const deepestCause = 5

/** The parts of an error that cannot hold outside text. An error may be of any shape: what reading it throws is no news. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!isError(error)) return { kind: typeof error, code: null, stack: [] }
  const description: ErrorDescription = {
    kind: nameOf(read(error, 'name')) ?? 'Error',
    code: codeOf(read(error, 'code')),
    stack: placesOf(read(error, 'stack'), read(error, 'message'))
  }
  const cause = read(error, 'cause')
  if (cause !== undefined && depth < deepestCause) description.cause = describeError(cause, depth + 1)
  return description
}

function isError(value: unknown): value is Error {
  try {
    return value instanceof Error
  } catch {
    return false
  }
}

function read(error: Error, field: 'name' | 'code' | 'stack' | 'message' | 'cause'): unknown {
  try {
    return (error as Partial<Record<typeof field, unknown>>)[field]
  } catch {
    return undefined
  }
}

/** A class of errors, which its author named so. */
function nameOf(name: unknown): string | null {
  return typeof name === 'string' && /^[A-Z][A-Za-z]{0,40}(?:Error|Exception|Failure)$|^Error$/.test(name) ? name : null
}

/** `ENOENT` of the system, `ERR_INVALID_URL` of Node.js, `invalid_grant` of Entra ID; no secret is words of one case. */
const codeShape = /^(?:E[A-Z]{2,15}|[A-Z]{1,20}(?:_[A-Z]{1,20}[0-9]?){1,6}|[a-z]{2,20}(?:_[a-z]{1,20}){1,6})$/

function codeOf(code: unknown): string | null {
  return typeof code === 'string' && codeShape.test(code) ? code : null
}

/** The places of a stack that begins with the error's class and its whole message: the message may have lines that look like places. */
function placesOf(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string' || typeof message !== 'string') return []
  const kind = /^[\w$.]{1,80}(?: \[\w{1,60}\])?/.exec(stack)?.[0] ?? ''
  const head = message === '' ? kind : `${kind}: ${message}`
  return stack.startsWith(`${head}\n`) ? stack.slice(head.length).split('\n').flatMap(placeOf) : []
}

/** File, line and column of `at name (file:line:column)`; a name may be made of anything at run time. */
function placeOf(line: string): string[] {
  const place = /^\s+at .{0,400}?(node:[a-z_/]{1,60}|[\w.-]{1,60}\.[cm]?[jt]s):(\d+:\d+)\)?$/.exec(line)
  return place === null ? [] : [`${place[1] ?? ''}:${place[2] ?? ''}`]
}
