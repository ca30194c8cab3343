import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'

const MOST_BYTES = 16_777_216

/** Blocks that were sent and not yet made a blob of; they are kept in memory for as long as the account answers. */
export class StagedBlocks {
  readonly #blocks = new Map<string, Map<string, Buffer>>()

  /** Keeps a block under the base64 id of the request. */
  stage(call: BlobCall, bytes: Buffer): void {
    const id = call.query.get('blockid') ?? ''
    if (!/^[\w+/=]{1,128}$/.test(id)) throw new BlobError('InvalidQueryParameterValue')
    const key = this.#keyOf(call)
    const blocks = this.#blocks.get(key) ?? new Map<string, Buffer>()
    const others = [...blocks].filter(([one]) => one !== id).reduce((sum, [, block]) => sum + block.length, 0)
    if (others + bytes.length > MOST_BYTES) throw new BlobError('RequestBodyTooLarge')
    this.#blocks.set(key, blocks.set(id, bytes))
  }

  /** The content that a list of blocks stands for; the blocks are gone then. */
  commit(call: BlobCall, list: string): Buffer {
    const key = this.#keyOf(call)
    const ids = [...list.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]*)</g)].map(([, id = '']) => id)
    const blocks = ids.map((id) => this.#blocks.get(key)?.get(id))
    if (!list.includes('<BlockList')) throw new BlobError('InvalidXmlDocument')
    const known = blocks.filter((block) => block !== undefined)
    if (known.length < ids.length) throw new BlobError('InvalidBlockList')
    // Before they are put together: a list may name one block thousands of times.
    if (known.reduce((sum, block) => sum + block.length, 0) > MOST_BYTES) throw new BlobError('RequestBodyTooLarge')
    this.#blocks.delete(key)
    return Buffer.concat(known)
  }

  #keyOf({ container = '', blob = '' }: BlobCall): string {
    return `${container}/${blob}`
  }
}
