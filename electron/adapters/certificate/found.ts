import type { KeyObject, X509Certificate } from 'node:crypto'

/** What a file holds of use here. */
export interface Found {
  certificates: X509Certificate[]
  keys: KeyObject[]
}
