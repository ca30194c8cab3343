import type { StoredBlob } from '../world/model.ts'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import { requireConditions } from './conditions.ts'
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

/** PUT of a whole block blob. */
export const putBlob = async (call: BlobCall): Promise<Response> => {
  const { headers } = call.c.req.raw
  requireBlockBlob(headers)
  const container = requireContainer(call)
  const { blob: name = '' } = call
  if (name.length > LONGEST_NAME) throw new BlobError('InvalidResourceName')
  const before = container.blobs.find((one) => one.name === name)
  requireConditions(headers, before, 'write')
  const bytes = Buffer.from(await call.c.req.arrayBuffer())
  const md5 = md5Of(bytes)
  const said = headers.get('content-md5')
  if (said !== null && said !== md5) throw new BlobError('Md5Mismatch')
  const modifiedAt = changedAt(call.nowMs, before)
  const blob: StoredBlob = {
    name,
    contentType: headers.get('x-ms-blob-content-type') ?? headers.get('content-type') ?? 'application/octet-stream',
    text: 'practice data ',
    base64: bytes.toString('base64'),
    headers: keptHeaders(headers),
    metadata: readMetadata(headers),
    createdAt: before?.createdAt ?? modifiedAt,
    modifiedAt
  }
  container.blobs = [...container.blobs.filter((one) => one !== before), blob]
  return call.c.body(null, 201, {
    'Content-Length': '0',
    'Content-MD5': md5,
    ...versionHeaders(blob),
    'x-ms-request-server-encrypted': 'true'
  })
}

/** DELETE of a blob; there is no soft delete. */
export const deleteBlob = (call: BlobCall): Response => {
  const container = requireContainer(call)
  const blob = requireBlob(call)
  requireConditions(call.c.req.raw.headers, blob, 'write')
  container.blobs = container.blobs.filter((one) => one !== blob)
  return call.c.body(null, 202, { 'Content-Length': '0', 'x-ms-delete-type-permanent': 'true' })
}
