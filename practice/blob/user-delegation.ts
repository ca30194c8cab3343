import { createHmac, randomBytes } from 'node:crypto'

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
  readonly #secret = randomBytes(32)

  /** Base64. */
  valueOf({ objectId, tenantId, start, expiry, service, version }: DelegationTerms): string {
    const terms = [objectId, tenantId, start, expiry, service, version]
    return createHmac('sha256', this.#secret).update(terms.join('\n')).digest('base64')
  }
}
