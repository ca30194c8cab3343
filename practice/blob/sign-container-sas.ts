import { createHmac } from 'node:crypto'

/** The version of the string to sign; from 2020-12-06 on it has the encryption scope in it. */
export const SAS_VERSION = '2022-11-02'

/** What a shared access signature for one container allows, and for how long. */
export interface ContainerGrant {
  accountName: string
  /** The account key, base64. */
  key: string
  container: string
  /** Letters in Azure's order, such as `rl` for read and list. */
  permissions: string
  startsAtMs: number
  expiresAtMs: number
}

const seconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')

/**
 * The query of a service SAS for a container, without a question mark, as
 * https://learn.microsoft.com/rest/api/storageservices/create-service-sas describes it.
 */
export const signContainerSas = (grant: ContainerGrant): string => {
  const [starts, expires] = [seconds(grant.startsAtMs), seconds(grant.expiresAtMs)]
  const nothing = ''
  const toSign = [
    grant.permissions,
    starts,
    expires,
    `/blob/${grant.accountName}/${grant.container}`,
    ...[nothing, nothing, 'https', SAS_VERSION, 'c', nothing, nothing],
    ...[nothing, nothing, nothing, nothing, nothing]
  ].join('\n')
  const signature = createHmac('sha256', Buffer.from(grant.key, 'base64')).update(toSign, 'utf8').digest('base64')
  return new URLSearchParams({
    st: starts,
    se: expires,
    sp: grant.permissions,
    spr: 'https',
    sv: SAS_VERSION,
    sr: 'c',
    sig: signature
  }).toString()
}
