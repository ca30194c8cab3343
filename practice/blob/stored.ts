import { createHash } from 'node:crypto'
import type { BlobContainer, StorageAccount, StoredBlob } from '../world/model.ts'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'

const METADATA = 'x-ms-meta-'
const TICKS_AT_EPOCH = 621_355_968_000_000_000n

/** The ETag of something that was changed last at this time. */
export const etagOf = ({ modifiedAt }: { modifiedAt: number }): string =>
  `"0x${(BigInt(modifiedAt) * 10_000n + TICKS_AT_EPOCH).toString(16).toUpperCase()}"`

/** The time of a change now, later than the one before, so that the ETag is another one. */
export const changedAt = (nowMs: number, before: { modifiedAt: number } | undefined): number =>
  Math.max(nowMs, (before?.modifiedAt ?? 0) + 1)

/** What is in a blob. */
export const bytesOf = ({ base64, text, bytes }: StoredBlob): Buffer => {
  if (base64 !== undefined) return Buffer.from(base64, 'base64')
  const once = Buffer.from(text, 'utf8')
  return bytes === undefined || bytes === once.length ? once : Buffer.alloc(bytes, once)
}

/** Base64, as Content-MD5 has it. */
export const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('base64')

/** The container that a request names, or undefined. */
export const findContainer = (account: StorageAccount, name: string | undefined): BlobContainer | undefined =>
  account.containers.find((one) => one.name === name)

/** The container that a request names. */
export const requireContainer = ({ account, container }: BlobCall): BlobContainer => {
  const found = findContainer(account, container)
  if (found === undefined) throw new BlobError('ContainerNotFound')
  return found
}

/** The blob that a request names. */
export const requireBlob = (call: BlobCall): StoredBlob => {
  const found = requireContainer(call).blobs.find(({ name }) => name === call.blob)
  if (found === undefined) throw new BlobError('BlobNotFound')
  return found
}

/** Last-Modified and ETag. */
export const versionHeaders = (stored: { modifiedAt: number }): Record<string, string> => ({
  'Last-Modified': new Date(stored.modifiedAt).toUTCString(),
  ETag: etagOf(stored)
})

/** Metadata as headers. */
export const metadataHeaders = (metadata: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`${METADATA}${name}`, value]))

/** Metadata out of a request's headers. */
export const readMetadata = (headers: Headers): Record<string, string> => {
  const metadata = [...headers]
    .filter(([name]) => name.startsWith(METADATA))
    .map(([name, value]) => [name.slice(METADATA.length), value] as const)
  // Documented: names are those of C# identifiers; lists write them as names of XML elements.
  if (metadata.some(([name]) => !/^[a-z_]\w*$/.test(name))) throw new BlobError('InvalidMetadata')
  return Object.fromEntries(metadata)
}
