import { seal, unseal } from './envelope.ts'

/** Layout of a sealed record; a change of layout or of what is authenticated raises it. */
export const recordVersion = 1

const kidBytes = 16
const headerBytes = 1 + kidBytes + 8

/** What sealing a record needs to know of the vault. */
export interface RecordKeys {
  install: string
  /** Id of the data key that new records are sealed with now: 32 hex digits. */
  current: () => string
  /** The data key with this id, or null where the vault has none such. */
  find: (kid: string) => Buffer | null
  /** Overwrites the opened keys in memory; nothing opens afterwards. */
  forget: () => void
}

/**
 * A record as it lies on disk: version, id of the data key, sequence, then the sealed bytes.
 * The sequence numbers the vault's writes, so that two copies of a record show which is the older. It stops no replay: it is
 * read from the record itself, and an older copy that is put back opens as it did.
 */
export function sealRecord(keys: RecordKeys, kind: string, id: string, sequence: number, secret: string): Buffer {
  const kid = keys.current()
  const key = keys.find(kid)
  if (key === null) throw new Error('The vault has no current data key')
  const header = Buffer.alloc(headerBytes)
  header.writeUInt8(recordVersion, 0)
  header.write(kid, 1, 'hex')
  header.writeBigUInt64BE(BigInt(sequence), 1 + kidBytes)
  const place = { version: recordVersion, kid, install: keys.install, kind, id, sequence }
  return Buffer.concat([header, seal(key, place, Buffer.from(secret))])
}

/** The secret of a record, or null where it does not open as this kind and id in this install. */
export function openRecord(keys: RecordKeys, kind: string, id: string, bytes: Buffer): string | null {
  if (bytes.length < headerBytes || bytes.readUInt8(0) !== recordVersion) return null
  const kid = keyIdOf(bytes)
  const sequence = Number(sequenceOf(bytes))
  const key = keys.find(kid)
  if (key === null) return null
  const place = { version: recordVersion, kid, install: keys.install, kind, id, sequence }
  return unseal(key, place, bytes.subarray(headerBytes))?.toString() ?? null
}

/** Id of the data key that a record says it is sealed with. */
export function keyIdOf(bytes: Buffer): string {
  return bytes.toString('hex', 1, 1 + kidBytes)
}

/** Number of the write that made a record, as the record says. */
export function sequenceOf(bytes: Buffer): bigint {
  return bytes.readBigUInt64BE(1 + kidBytes)
}
