import { pageOf } from '../http/page.ts'
import type { BlobContainer, StoredBlob } from '../world/model.ts'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import { bytesOf, etagOf, md5Of, requireContainer } from './stored.ts'
import { element, escapeXml, textElement, xmlDocument } from './xml.ts'

const MOST_RESULTS = 5000

const byName = (left: { name: string }, right: { name: string }): number => (left.name < right.name ? -1 : 1)

const wantedSize = (query: URLSearchParams): number => {
  const asked = query.get('maxresults')
  if (asked === null) return MOST_RESULTS
  if (!/^-?\d{1,9}$/.test(asked)) throw new BlobError('InvalidQueryParameterValue')
  if (Number(asked) < 1) throw new BlobError('OutOfRangeQueryParameterValue')
  return Math.min(Number(asked), MOST_RESULTS)
}

const included = (query: URLSearchParams, what: string): boolean =>
  (query.get('include') ?? '').split(',').includes(what)

const metadataElement = (query: URLSearchParams, metadata: Readonly<Record<string, string>>): string =>
  included(query, 'metadata')
    ? element(
        'Metadata',
        Object.entries(metadata)
          .map(([name, value]) => textElement(name, value))
          .join('')
      )
    : ''

const timesOf = (one: { modifiedAt: number }): string =>
  textElement('Last-Modified', new Date(one.modifiedAt).toUTCString()) + textElement('Etag', etagOf(one).slice(1, -1))

const LEASE = textElement('LeaseStatus', 'unlocked') + textElement('LeaseState', 'available')

const blobElement = (query: URLSearchParams, blob: StoredBlob): string => {
  const bytes = bytesOf(blob)
  const properties = [
    textElement('Creation-Time', new Date(blob.createdAt).toUTCString()),
    timesOf(blob),
    textElement('Content-Length', String(bytes.length)),
    textElement('Content-Type', blob.contentType),
    textElement('Content-Encoding', blob.headers['content-encoding'] ?? ''),
    textElement('Content-Language', blob.headers['content-language'] ?? ''),
    element('Content-CRC64', ''),
    textElement('Content-MD5', md5Of(bytes)),
    textElement('Cache-Control', blob.headers['cache-control'] ?? ''),
    textElement('Content-Disposition', blob.headers['content-disposition'] ?? ''),
    textElement('BlobType', 'BlockBlob'),
    LEASE,
    textElement('ServerEncrypted', 'true')
  ]
  return element(
    'Blob',
    textElement('Name', blob.name) + element('Properties', properties.join('')) + metadataElement(query, blob.metadata)
  )
}

const containerElement = (query: URLSearchParams, container: BlobContainer): string =>
  element(
    'Container',
    textElement('Name', container.name) +
      element(
        'Properties',
        timesOf(container) +
          LEASE +
          (container.publicAccess === 'none' ? '' : textElement('PublicAccess', container.publicAccess)) +
          textElement('HasImmutabilityPolicy', 'false') +
          textElement('HasLegalHold', 'false')
      ) +
      metadataElement(query, container.metadata)
  )

/** Blobs and, with a delimiter, the folders that their names make, in the order of their names. */
const entriesOf = (query: URLSearchParams, blobs: readonly StoredBlob[]): { name: string; blob?: StoredBlob }[] => {
  const delimiter = query.get('delimiter') ?? ''
  const from = (query.get('prefix') ?? '').length
  const entries = new Map<string, { name: string; blob?: StoredBlob }>()
  for (const blob of [...blobs].sort(byName)) {
    const at = delimiter === '' ? -1 : blob.name.indexOf(delimiter, from)
    const folder = blob.name.slice(0, at + delimiter.length)
    if (at < 0) entries.set(`blob ${blob.name}`, { name: blob.name, blob })
    else entries.set(`folder ${folder}`, { name: folder })
  }
  return [...entries.values()]
}

const answer = <T>(
  call: BlobCall,
  attributes: string,
  listName: string,
  all: readonly T[],
  show: (one: T) => string
) => {
  const { query } = call
  const marker = query.get('marker') ?? ''
  const { value, skip } = pageOf(all, wantedSize(query), marker === '' ? undefined : marker)
  if (value === undefined) throw new BlobError('InvalidQueryParameterValue')
  const echoed = [
    ['Prefix', 'prefix'],
    ['Marker', 'marker'],
    ['MaxResults', 'maxresults'],
    ['Delimiter', 'delimiter']
  ] as const
  const body = [
    ...echoed.flatMap(([name, parameter]) => {
      const sent = query.get(parameter)
      return sent === null ? [] : [textElement(name, sent)]
    }),
    `<${listName}>${value.map(show).join('')}</${listName}>`,
    textElement('NextMarker', skip ?? '')
  ].join('')
  const endpoint = escapeXml(`${new URL(call.c.req.url).origin}/`)
  const root = `<EnumerationResults ServiceEndpoint="${endpoint}"${attributes}>${body}</EnumerationResults>`
  return call.c.body(xmlDocument(root), 200, { 'Content-Type': 'application/xml' })
}

/** The containers of the account. */
export const listContainers = (call: BlobCall): Response => {
  const prefix = call.query.get('prefix') ?? ''
  const all = call.account.containers.filter(({ name }) => name.startsWith(prefix)).sort(byName)
  return answer(call, '', 'Containers', all, (one) => containerElement(call.query, one))
}

/** The blobs of a container. */
export const listBlobs = (call: BlobCall): Response => {
  const { name, blobs } = requireContainer(call)
  const prefix = call.query.get('prefix') ?? ''
  const all = entriesOf(
    call.query,
    blobs.filter((blob) => blob.name.startsWith(prefix))
  )
  return answer(call, ` ContainerName="${escapeXml(name)}"`, 'Blobs', all, ({ name: shown, blob }) =>
    blob === undefined ? element('BlobPrefix', textElement('Name', shown)) : blobElement(call.query, blob)
  )
}
