import { createHmac, randomBytes } from 'node:crypto'
import type { StorageAccount } from '../world/model.ts'

/** What a user delegation key says about itself. */
export interface DelegationTerms {
  objectId: string
  tenantId: string
  /** ISO times, as they stand in addresses. */
  start: string
  expiry: string
  service: string
  version: string
}

/** The user delegation keys of one storage account: each one follows from its terms, so none needs keeping. */
export class DelegationKeys {
  #secret = randomBytes(32)

  /** Base64. */
  valueOf({ objectId, tenantId, start, expiry, service, version }: DelegationTerms): string {
    const terms = [objectId, tenantId, start, expiry, service, version]
    return createHmac('sha256', this.#secret).update(terms.join('\n')).digest('base64')
  }

  /** Makes all keys given out so far worthless, and with them what they signed. */
  revoke(): void {
    this.#secret = randomBytes(32)
  }
}

const KEYS = new WeakMap<StorageAccount, DelegationKeys>()

/** The keys of an account, the same for everybody who asks. */
export const delegationKeysOf = (account: StorageAccount): DelegationKeys => {
  const keys = KEYS.get(account) ?? new DelegationKeys()
  KEYS.set(account, keys)
  return keys
}
