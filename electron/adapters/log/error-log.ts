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

/** The parts of an error that cannot hold outside text. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { kind: typeof error, code: null, stack: [] }
  const { code } = error as { code?: unknown }
  const description: ErrorDescription = {
    kind: plain(error.name) ?? 'Error',
    code: plain(code),
    stack: stackAfterMessage(error).split('\n').flatMap(placeOf)
  }
  if (error.cause !== undefined && depth < deepestCause) description.cause = describeError(error.cause, depth + 1)
  return description
}

/** The message stands at the head of the stack and may have lines that look like places. */
function stackAfterMessage({ stack = '', message }: Error): string {
  const at = stack.indexOf(message)
  return at === -1 ? '' : stack.slice(at + message.length)
}

/** `at name (file:line:column)`, cut to the file's name: a message may have lines of its own. */
function placeOf(line: string): string[] {
  const place = /^\s+at (?:async )?(?:([\w.#<>[\] ]{1,80}) )?\(?(?:[^()\s]*[\\/])?([\w.-]{1,60}:\d+:\d+)\)?$/.exec(line)
  return place === null ? [] : [`${place[1] ?? ''} ${place[2] ?? ''}`.trim()]
}

function plain(text: unknown): string | null {
  return typeof text === 'string' && /^[A-Za-z_][\w-]{0,40}$/.test(text) ? text : null
}
