import { newKey } from '../../../electron/adapters/vault/envelope.ts'
import { openRecord, sealRecord, type RecordKeys } from '../../../electron/adapters/vault/sealed-record.ts'
import type { Figures } from '../measure.ts'

const recordBytes = 4_096

/** Every single-bit flip and every truncation of a 4 kB record: how many went unnoticed. */
export function flips(): Figures {
  const key = newKey()
  const current = 'ab'.repeat(16)
  const keys: RecordKeys = {
    install: 'install',
    current: () => current,
    find: (kid) => (kid === current ? key : null),
    forget: () => undefined
  }
  const sealed = sealRecord(keys, 'msal-cache', 'account', 1, 'x'.repeat(recordBytes))
  let flipsMissed = 0
  let truncationsMissed = 0
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const place = bit >> 3
    sealed.writeUInt8(sealed.readUInt8(place) ^ (1 << (bit & 7)), place)
    if (openRecord(keys, 'msal-cache', 'account', sealed) !== null) flipsMissed += 1
    sealed.writeUInt8(sealed.readUInt8(place) ^ (1 << (bit & 7)), place)
  }
  for (let length = 0; length < sealed.length; length++)
    if (openRecord(keys, 'msal-cache', 'account', sealed.subarray(0, length)) !== null) truncationsMissed += 1
  return { flips: sealed.length * 8, flipsMissed, truncations: sealed.length, truncationsMissed }
}
