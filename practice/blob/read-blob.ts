import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import { requireConditions } from './conditions.ts'
import { kindOfSas } from './sas-text.ts'
import { bytesOf, md5Of, metadataHeaders, requireBlob, versionHeaders } from './stored.ts'

/** A part of a blob, from its first to its last byte. */
interface ByteRange {
  first: number
  last: number
}

/** The part that a request asks for; undefined for all of it, also where the header is not understood. */
const readRange = (headers: Headers, size: number): ByteRange | undefined => {
  const wanted = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(headers.get('x-ms-range') ?? headers.get('range') ?? '')
  if (wanted === null) return undefined
  const first = Number(wanted[1])
  const last = wanted[2] === '' ? size - 1 : Math.min(Number(wanted[2]), size - 1)
  if (first >= size || last < first)
    throw new BlobError('InvalidRange', { headers: { 'Content-Range': `bytes */${String(size)}` } })
  return { first, last }
}

/** Headers that a shared access signature puts in place of the blob's own; one for the account does not sign them. */
const OVERRIDES = {
  rscc: 'cache-control',
  rscd: 'content-disposition',
  rsce: 'content-encoding',
  rscl: 'content-language',
  rsct: 'content-type'
} as const

const overridden = (query: URLSearchParams): Record<string, string> => {
  if (!query.has('sig') || kindOfSas(query) === 'account') return {}
  return Object.fromEntries(
    Object.entries(OVERRIDES).flatMap(([parameter, header]) => {
      const value = query.get(parameter)
      return value === null ? [] : [[header, value]]
    })
  )
}

/** GET and HEAD of a blob, whole or in part. */
export const readBlob = (call: BlobCall): Response => {
  const { headers, method } = call.c.req.raw
  const blob = requireBlob(call)
  requireConditions(headers, blob, 'read')
  const bytes = bytesOf(blob)
  const md5 = md5Of(bytes)
  const range = method === 'HEAD' ? undefined : readRange(headers, bytes.length)
  const part = range === undefined ? bytes : bytes.subarray(range.first, range.last + 1)
  const partly: Record<string, string> =
    range === undefined
      ? { 'Content-MD5': md5 }
      : {
          'Content-Range': `bytes ${String(range.first)}-${String(range.last)}/${String(bytes.length)}`,
          'x-ms-blob-content-md5': md5,
          ...(headers.get('x-ms-range-get-content-md5') === 'true' ? { 'Content-MD5': md5Of(part) } : {})
        }
  return call.c.body(new Uint8Array(part), range === undefined ? 200 : 206, {
    'Content-Type': blob.contentType,
    ...blob.headers,
    ...overridden(call.query),
    'Content-Length': String(part.length),
    'Accept-Ranges': 'bytes',
    ...partly,
    ...versionHeaders(blob),
    ...metadataHeaders(blob.metadata),
    'x-ms-creation-time': new Date(blob.createdAt).toUTCString(),
    'x-ms-lease-status': 'unlocked',
    'x-ms-lease-state': 'available',
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-server-encrypted': 'true'
  })
}
