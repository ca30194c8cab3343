import { createHash } from 'node:crypto'

/** A GUID that is the same in every start, from a readable name such as `tenant:contoso`. */
export const stableId = (name: string): string => {
  const bytes = createHash('sha256').update(`practice-cloud:${name}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
