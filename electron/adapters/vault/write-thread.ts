import { on } from 'node:events'
import { parentPort, type MessagePort } from 'node:worker_threads'
import { ABORT } from 'lmdb'
import { openFile, type Tables } from './store-file.ts'
import { checkStoreFile } from './file-check.ts'
import type { Answer, Asked, Checked, Checking, Opening, Write } from './writer.ts'

/*
 * A thread of its own that takes the vault's write lock, writes and waits for the disk, so that the main one never does.
 * `writer.ts` starts it and decides, while it holds the lock, what is written.
 */
parentPort?.on('message', (work: Opening | Checking) => {
  if ('path' in work) check(work)
  else void serve(work.folder, work.port)
})

/** Here too, because it reads the whole file. */
function check({ path, port }: Checking): void {
  try {
    port.postMessage({ error: null, found: checkStoreFile(path) } satisfies Checked)
  } catch (error) {
    port.postMessage({ error: plain(error) } satisfies Checked)
  }
  port.close()
}

async function serve(folder: string, port: MessagePort): Promise<void> {
  const inbox = on(port, 'message') as AsyncIterableIterator<[Asked]>
  const next = async () => ((await inbox.next()) as IteratorYieldResult<[Asked]>).value[0]
  const answer = (error: unknown) => {
    port.postMessage({ error: plain(error) } satisfies Answer)
  }
  try {
    const { root, tables } = openFile(folder)
    answer(null)
    while ((await next()) === 'begin') {
      try {
        await root.transactionSync(async () => {
          answer(null)
          const writes = await next()
          if (!Array.isArray(writes)) return ABORT
          for (const write of writes) apply(tables, write)
          return undefined
        })
        answer(null)
      } catch (error) {
        answer(error)
      }
    }
    await root.close()
  } catch (error) {
    answer(error)
  }
  port.close()
}

function apply(tables: Tables, { table, key, value }: Write): void {
  if (value === null) tables[table].removeSync(key)
  else tables[table].putSync(key, Buffer.from(value.buffer, value.byteOffset, value.length))
}

// An error loses its code on the way to another thread.
function plain(error: unknown): Answer['error'] {
  if (error === null) return null
  const { message, code } = error as Error & { code?: unknown }
  return { message, ...(typeof code === 'number' || typeof code === 'string' ? { code } : {}) }
}
