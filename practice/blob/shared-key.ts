import { createHmac, timingSafeEqual } from 'node:crypto'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'

const SIGNED_HEADERS = [
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'if-modified-since',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range'
]

const MOST_SKEW_MS = 15 * 60_000

/** Whether a base64 HMAC-SHA256 with a base64 key is that of a text. */
export const isSignedWith = (key: string, text: string, signature: string): boolean => {
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(text, 'utf8').digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const headerToSign = (headers: Headers, name: string): string => {
  const value = headers.get(name) ?? ''
  if (name === 'content-length' && value === '0') return ''
  return name === 'date' && headers.has('x-ms-date') ? '' : value
}

const canonicalizedHeaders = (headers: Headers): string =>
  [...headers]
    .filter(([name]) => name.startsWith('x-ms-'))
    .map(([name, value]) => `${name}:${value.replace(/\s+/g, ' ').trim()}\n`)
    .join('')

const canonicalizedResource = ({ account, path, query }: BlobCall): string => {
  const values = new Map<string, string[]>()
  for (const [name, value] of query) {
    const key = name.toLowerCase()
    values.set(key, [...(values.get(key) ?? []), value])
  }
  const lines = [...values].sort(([left], [right]) => (left < right ? -1 : 1))
  return [`/${account.name}${path}`, ...lines.map(([name, all]) => `${name}:${all.sort().join(',')}`)].join('\n')
}

/** What a Shared Key signature is made of: https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key. */
export const sharedKeyText = (call: BlobCall): string => {
  const { headers, method } = call.c.req.raw
  const lines = [method, ...SIGNED_HEADERS.map((name) => headerToSign(headers, name))]
  return `${lines.join('\n')}\n${canonicalizedHeaders(headers)}${canonicalizedResource(call)}`
}

/** Checks an Authorization header with the Shared Key scheme against the account's keys. */
export const requireSharedKey = (call: BlobCall, credential: string): void => {
  const { headers } = call.c.req.raw
  const [, accountName, signature] = /^([a-z\d]+):([\w+/=]+)$/.exec(credential) ?? []
  if (accountName === undefined || signature === undefined)
    throw new BlobError('AuthenticationFailed', { guessed: true })
  const sentAt = Date.parse(headers.get('x-ms-date') ?? headers.get('date') ?? '')
  if (!(Math.abs(call.nowMs - sentAt) <= MOST_SKEW_MS)) {
    const date = headers.get('x-ms-date') ?? headers.get('date') ?? ''
    throw new BlobError('AuthenticationFailed', { detail: `Request date header too old: '${date}'`, guessed: true })
  }
  const text = sharedKeyText(call)
  const { name, key, secondKey } = call.account
  if (accountName === name && [key, secondKey].some((one) => isSignedWith(one, text, signature))) return
  throw new BlobError('AuthenticationFailed', {
    detail: `The MAC signature found in the HTTP request '${signature}' is not the same as any computed signature. Server used following string to sign: '${text}'.`,
    guessed: true
  })
}
