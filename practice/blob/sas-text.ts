import type { BlobCall } from './blob-call.ts'

/** The kinds of shared access signatures. */
export type SasKind = 'account' | 'service' | 'user-delegation'

/** A kind by the parameters that it has. */
export const kindOfSas = (query: URLSearchParams): SasKind => {
  if (query.has('srt') || query.has('ss')) return 'account'
  return query.has('skoid') ? 'user-delegation' : 'service'
}

const since = (version: string, first: string, ...lines: string[]): string[] => (version >= first ? lines : [])

const accountText = ({ account, query }: BlobCall, version: string): string => {
  const value = (name: string): string => query.get(name) ?? ''
  const fields = ['sp', 'ss', 'srt', 'st', 'se', 'sip', 'spr'].map(value)
  return [account.name, ...fields, version, ...since(version, '2020-12-06', value('ses')), ''].join('\n')
}

/** The part of the account that a signature is for: a container, a blob, or a folder of blobs. */
const signedResource = ({ account, query, container = '', blob = '' }: BlobCall): string => {
  const root = `/blob/${account.name}/${container}`
  const resource = query.get('sr')
  if (resource === 'c') return root
  if (resource !== 'd') return `${root}/${blob}`
  return [root, ...blob.split('/').slice(0, Number(query.get('sdd')))].join('/')
}

const signedNames = (list: string | null): string[] => (list === null ? [] : list.split(','))

/**
 * What a signature must have been made of. The lines by version are those of
 * https://learn.microsoft.com/rest/api/storageservices/create-service-sas and create-user-delegation-sas.
 */
export const sasText = (call: BlobCall, kind: SasKind): string => {
  const { query } = call
  const value = (name: string): string => query.get(name) ?? ''
  const version = value('sv')
  if (kind === 'account') return accountText(call, version)
  const delegated = [
    ...['skoid', 'sktid', 'skt', 'ske', 'sks', 'skv'].map(value),
    ...since(version, '2020-02-10', value('saoid'), value('suoid'), value('scid')),
    ...since(version, '2025-07-05', value('skdutid'), value('sduoid'))
  ]
  const headers = signedNames(query.get('srh')).map((name) => `${name}:${call.c.req.header(name) ?? ''}\n`)
  const parameters = signedNames(query.get('srq')).map((name) => `\n${name}:${value(name)}`)
  const isDelegated = kind === 'user-delegation'
  return [
    ...['sp', 'st', 'se'].map(value),
    signedResource(call),
    ...(isDelegated ? delegated : [value('si')]),
    ...['sip', 'spr', 'sv'].map(value),
    ...since(version, '2018-11-09', value('sr'), value('snapshot') || value('versionid')),
    ...since(version, '2020-12-06', value('ses')),
    ...(isDelegated ? since(version, '2026-04-06', headers.join(''), parameters.join('')) : []),
    ...['rscc', 'rscd', 'rsce', 'rscl', 'rsct'].map(value)
  ].join('\n')
}
