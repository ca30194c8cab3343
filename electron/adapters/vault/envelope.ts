import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Where sealed bytes belong; all of it is authenticated, so bytes moved elsewhere do not open. */
export interface Place {
  version: number
  /** Id of the key that seals. */
  kid: string
  install: string
  kind: string
  id: string
  sequence: number
}

/** A new random 256-bit key. */
export function newKey(): Buffer {
  return randomBytes(32)
}

/** Seals bytes for a place: nonce, tag, ciphertext. */
export function seal(key: Buffer, place: Place, opened: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(additionalData(place))
  const sealed = Buffer.concat([cipher.update(opened), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Opens what `seal` made for this very place; null where anything differs. */
export function unseal(key: Buffer, place: Place, bytes: Buffer): Buffer | null {
  if (bytes.length < nonceBytes + tagBytes) return null
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(additionalData(place))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
  } catch {
    return null
  }
}

// JSON, because joining with a separator would let an id that holds the separator stand for another place.
function additionalData({ version, kid, install, kind, id, sequence }: Place): Buffer {
  return Buffer.from(JSON.stringify(['graticule', version, kid, install, kind, id, sequence]))
}
