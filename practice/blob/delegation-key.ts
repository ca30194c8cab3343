import type { Caller } from '../entra/verify-token.ts'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import type { DelegationKeys } from './user-delegation.ts'
import { element, textElement, xmlDocument } from './xml.ts'

const LONGEST_LIFE_MS = 7 * 86_400_000

const timeOf = (body: string, name: string): string | undefined => {
  const value = new RegExp(`<${name}>\\s*([\\d:TZ.-]{10,30})\\s*</${name}>`).exec(body)?.[1]
  return value === undefined || Number.isNaN(Date.parse(value)) ? undefined : value
}

/** Makes a user delegation key for whoever came with a token. */
export const makeDelegationKey = async (
  call: BlobCall,
  keys: DelegationKeys,
  caller: Caller | undefined
): Promise<Response> => {
  if (caller === undefined)
    throw new BlobError('AuthenticationFailed', {
      detail: 'Only authentication scheme Bearer is supported',
      guessed: true
    })
  const body = await call.c.req.text()
  const expiry = timeOf(body, 'Expiry')
  const start = timeOf(body, 'Start') ?? new Date(call.nowMs).toISOString().replace(/\.\d+/, '')
  if (expiry === undefined) throw new BlobError('InvalidXmlDocument', { guessed: true })
  const endsAt = Date.parse(expiry)
  if (endsAt <= Date.parse(start) || endsAt > call.nowMs + LONGEST_LIFE_MS)
    throw new BlobError('InvalidQueryParameterValue', { guessed: true })
  const { objectId, tenantId } = caller
  const version = call.c.req.header('x-ms-version') ?? ''
  const terms = { objectId, tenantId, start, expiry, service: 'b', version }
  const content = [
    textElement('SignedOid', objectId),
    textElement('SignedTid', tenantId),
    textElement('SignedStart', start),
    textElement('SignedExpiry', expiry),
    textElement('SignedService', terms.service),
    textElement('SignedVersion', version),
    textElement('Value', keys.valueOf(terms))
  ].join('')
  return call.c.body(xmlDocument(element('UserDelegationKey', content)), 200, { 'Content-Type': 'application/xml' })
}
