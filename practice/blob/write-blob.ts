import type { BlobContainer, StoredBlob } from '../world/model.ts'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import { requireConditions } from './conditions.ts'
import type { StagedBlocks } from './staged-blocks.ts'
import { changedAt, md5Of, readMetadata, requireBlob, requireContainer, versionHeaders } from './stored.ts'

/** Headers that are kept with a blob, by the name that a request gives them. */
const KEPT = {
  'x-ms-blob-cache-control': 'cache-control',
  'x-ms-blob-content-disposition': 'content-disposition',
  'x-ms-blob-content-encoding': 'content-encoding',
  'x-ms-blob-content-language': 'content-language'
} as const

const LONGEST_NAME = 1024

const keptHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(KEPT).flatMap(([sent, kept]) => {
      const value = headers.get(sent)
      return value === null ? [] : [[kept, value]]
    })
  )

const requireBlockBlob = (headers: Headers): void => {
  const type = headers.get('x-ms-blob-type')
  if (type === null) throw new BlobError('MissingRequiredHeader')
  if (type !== 'BlockBlob') throw new BlobError('InvalidHeaderValue', { guessed: true })
}

/** What a blob of this name is overwritten from; its conditions and its name are checked. */
const requireWritable = (call: BlobCall): { container: BlobContainer; before: StoredBlob | undefined } => {
  const container = requireContainer(call)
  if ((call.blob ?? '').length > LONGEST_NAME) throw new BlobError('InvalidResourceName')
  const before = container.blobs.find(({ name }) => name === call.blob)
  requireConditions(call.c.req.raw.headers, before, 'write')
  return { container, before }
}

const requireMd5 = (headers: Headers, bytes: Uint8Array): string => {
  const md5 = md5Of(bytes)
  const said = headers.get('content-md5')
  if (said !== null && said !== md5) throw new BlobError('Md5Mismatch')
  return md5
}

const store = (call: BlobCall, bytes: Buffer, contentType: string): StoredBlob => {
  const { headers } = call.c.req.raw
  const { container, before } = requireWritable(call)
  const modifiedAt = changedAt(call.nowMs, before)
  const blob: StoredBlob = {
    name: call.blob ?? '',
    contentType,
    text: 'practice data ',
    base64: bytes.toString('base64'),
    headers: keptHeaders(headers),
    metadata: readMetadata(headers),
    createdAt: before?.createdAt ?? modifiedAt,
    modifiedAt
  }
  container.blobs = [...container.blobs.filter((one) => one !== before), blob]
  return blob
}

const ENCRYPTED = { 'Content-Length': '0', 'x-ms-request-server-encrypted': 'true' }
const UNKNOWN_TYPE = 'application/octet-stream'

/** PUT of a whole block blob. */
export const putBlob = async (call: BlobCall): Promise<Response> => {
  const { headers } = call.c.req.raw
  requireBlockBlob(headers)
  // Before the body is read, and again when it is there: another request may have come in between.
  requireWritable(call)
  const bytes = Buffer.from(await call.c.req.arrayBuffer())
  const md5 = requireMd5(headers, bytes)
  const contentType = headers.get('x-ms-blob-content-type') ?? headers.get('content-type') ?? UNKNOWN_TYPE
  const blob = store(call, bytes, contentType)
  return call.c.body(null, 201, { ...ENCRYPTED, 'Content-MD5': md5, ...versionHeaders(blob) })
}

/** PUT of one block, which waits for a list of blocks that names it. */
export const putBlock = async (call: BlobCall, blocks: StagedBlocks): Promise<Response> => {
  requireContainer(call)
  const bytes = Buffer.from(await call.c.req.arrayBuffer())
  const md5 = requireMd5(call.c.req.raw.headers, bytes)
  blocks.stage(call, bytes)
  return call.c.body(null, 201, { ...ENCRYPTED, 'Content-MD5': md5 })
}

/** PUT of a list of blocks, which makes a blob of them. */
export const putBlockList = async (call: BlobCall, blocks: StagedBlocks): Promise<Response> => {
  requireWritable(call)
  const list = await call.c.req.text()
  const contentType = call.c.req.header('x-ms-blob-content-type') ?? UNKNOWN_TYPE
  const blob = store(call, blocks.commit(call, list), contentType)
  return call.c.body(null, 201, { ...ENCRYPTED, ...versionHeaders(blob) })
}

/** DELETE of a blob; there is no soft delete. */
export const deleteBlob = (call: BlobCall): Response => {
  const container = requireContainer(call)
  const blob = requireBlob(call)
  requireConditions(call.c.req.raw.headers, blob, 'write')
  container.blobs = container.blobs.filter((one) => one !== blob)
  return call.c.body(null, 202, { 'Content-Length': '0', 'x-ms-delete-type-permanent': 'true' })
}
