import { createHmac } from 'node:crypto'
import type { StorageAccount } from '../world/model.ts'
import { type DelegationTerms, delegationKeysOf } from './user-delegation.ts'

/** The version of the string to sign. */
const SAS_VERSION = '2022-11-02'

/** What a shared access signature for one container allows, and for how long. */
export interface ContainerGrant {
  account: StorageAccount
  container: string
  /** Letters in Azure's order, such as `rl` for read and list. */
  permissions: string
  startsAtMs: number
  expiresAtMs: number
  /** On whose behalf: the signature allows no more than the roles of this identity. */
  delegate: { objectId: string; tenantId: string }
}

/** ISO time without fractions, as addresses have it. */
export const sasTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** The terms of the user delegation key that a grant is signed with; the key lives just as long. */
const termsOf = ({ delegate, startsAtMs, expiresAtMs }: ContainerGrant): DelegationTerms => ({
  ...delegate,
  start: sasTime(startsAtMs),
  expiry: sasTime(expiresAtMs),
  service: 'b',
  version: SAS_VERSION
})

/**
 * The query of a user delegation SAS for a container, without a question mark, as
 * https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas describes it.
 */
export const signContainerSas = (grant: ContainerGrant): string => {
  const terms = termsOf(grant)
  const { account, container, permissions } = grant
  const fields = {
    st: terms.start,
    se: terms.expiry,
    sp: permissions,
    sv: SAS_VERSION,
    sr: 'c',
    skoid: terms.objectId,
    sktid: terms.tenantId,
    skt: terms.start,
    ske: terms.expiry,
    sks: terms.service,
    skv: terms.version
  }
  const unset = (count: number): string[] => Array.from({ length: count }, () => '')
  const toSign = [
    ...[fields.sp, fields.st, fields.se, `/blob/${account.name}/${container}`],
    ...[fields.skoid, fields.sktid, fields.skt, fields.ske, fields.sks, fields.skv],
    // Authorized and unauthorized object id, correlation id, addresses and protocol.
    ...unset(5),
    ...[fields.sv, fields.sr],
    // Snapshot, encryption scope and five headers of the answer.
    ...unset(7)
  ].join('\n')
  const key = Buffer.from(delegationKeysOf(account).valueOf(terms), 'base64')
  const sig = createHmac('sha256', key).update(toSign, 'utf8').digest('base64')
  return new URLSearchParams({ ...fields, sig }).toString()
}
