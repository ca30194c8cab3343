import { on, once } from 'node:events'
import { extname, join } from 'node:path'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { AppFailure } from '../../services/app-failure.ts'
import type { FileCheck } from './file-check.ts'
import type { TableName } from './store-file.ts'

/** One change of a table; null removes. */
export interface Write {
  table: TableName
  key: string[]
  value: Uint8Array<ArrayBuffer> | null
}

/** What the write thread is given for each store. */
export interface Opening {
  folder: string
  port: MessagePort
}

/** What it is then asked for: a transaction, its writes or nothing; in the end to close. */
export type Asked = 'begin' | 'close' | Write[] | null

/** What it answers, once to each and first of all to the opening. */
export interface Answer {
  error: { message: string; code?: number | string } | null
}

/** A file that it is to look at before LMDB does. */
export interface Checking {
  path: string
  port: MessagePort
}

/** What it found. */
export interface Checked extends Answer {
  found?: FileCheck
}

/** The write side of a store. */
export interface Writer {
  /**
   * Decides, on this thread and while the write lock is held, what to write and to answer; ends when that is on disk. Where
   * deciding throws, nothing is written.
   */
  transaction: <T>(decide: () => { writes: Write[]; answer: T }) => Promise<T>
  /** Ends when the transactions under way have ended. */
  close: () => Promise<void>
}

/** One for the process, kept: starting it takes longer than opening a store. */
let thread: Worker | null = null
/** The end of all transactions so far: the thread holds one write lock at a time. */
let last: Promise<unknown> = Promise.resolve()

/** The write side of the store in a folder; it opens the file, and makes it where there is none. */
export async function openWriter(folder: string): Promise<Writer> {
  const { port1: port, port2: other } = new MessageChannel()
  const ended = new AbortController()
  port.once('close', () => {
    ended.abort()
  })
  const answers = on(port, 'message', { signal: ended.signal }) as AsyncIterableIterator<[Answer]>
  const answer = async (): Promise<void> => {
    const { value } = (await answers.next().catch(lost)) as IteratorResult<[Answer], undefined>
    const { error } = value?.[0] ?? lost()
    if (error !== null) throw Object.assign(new Error(error.message), error)
  }
  const ask = async (message: Asked, moved: ArrayBuffer[] = []): Promise<void> => {
    port.postMessage(message, moved)
    await answer()
  }
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(async () => {
      // A process that ends of itself ends after what it writes, and is not kept by a thread at rest.
      port.ref()
      return work().finally(() => {
        port.unref()
      })
    })
    last = turn.catch(() => undefined)
    return turn
  }

  await inTurn(async () => {
    thread ??= startThread()
    thread.postMessage({ folder, port: other } satisfies Opening, [other])
    await answer()
  })
  return {
    transaction: (decide) =>
      inTurn(async () => {
        await ask('begin')
        let decided: ReturnType<typeof decide>
        try {
          decided = decide()
        } catch (error) {
          await ask(null)
          throw error
        }
        const { writes } = decided
        await ask(
          writes,
          writes.flatMap(({ value }) => (value === null ? [] : [value.buffer]))
        )
        return decided.answer
      }),
    close: () =>
      inTurn(async () => {
        if (ended.signal.aborted) return
        const closed = once(port, 'close')
        port.postMessage('close' satisfies Asked)
        await closed
      })
  }
}

/** Looks at a store's file on the write thread: a large one takes longer than the main one may be held up. */
export async function checkFile(path: string): Promise<FileCheck> {
  const { port1: port, port2: other } = new MessageChannel()
  const ended = new AbortController()
  port.once('close', () => {
    ended.abort()
  })
  const answer = once(port, 'message', { signal: ended.signal }) as Promise<[Checked]>
  thread ??= startThread()
  thread.postMessage({ path, port: other } satisfies Checking, [other])
  const [{ error, found }] = await answer.catch(lost)
  if (error !== null) throw Object.assign(new Error(error.message), error)
  return found ?? lost()
}

function startThread(): Worker {
  // Beside this file, in the source and in the bundle.
  const started = new Worker(join(import.meta.dirname, `write-thread${extname(import.meta.filename)}`))
  const end = () => {
    if (thread === started) thread = null
  }
  started.once('exit', end).once('error', end).unref()
  return started
}

function lost(cause?: unknown): never {
  throw new AppFailure({ code: 'vault-not-written', reason: 'other' }, { cause })
}
