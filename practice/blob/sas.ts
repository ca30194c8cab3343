import { BlockList, isIPv4 } from 'node:net'
import type { World } from '../world/model.ts'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import { requireRole } from './blob-roles.ts'
import type { Operation } from './operations.ts'
import { kindOfSas, sasText, type SasKind } from './sas-text.ts'
import { isSignedWith } from './shared-key.ts'
import type { DelegationKeys } from './user-delegation.ts'

const FIRST_VERSION = '2015-04-05'
/** What a signature can be for, by the first version that signs for it. */
const RESOURCES: ReadonlyMap<string, string> = new Map([
  ['b', FIRST_VERSION],
  ['c', FIRST_VERSION],
  ['d', '2020-02-10']
])
const LEVEL_LETTERS = { service: 's', container: 'c', object: 'o' } as const

const failed = (detail: string, guessed = true): BlobError => new BlobError('AuthenticationFailed', { detail, guessed })

const requireFields = ({ query }: BlobCall, kind: SasKind): void => {
  const needed = kind === 'account' ? ['sv', 'ss', 'srt', 'sp', 'se'] : ['sv', 'sr', 'sp', 'se']
  if (query.has('si')) throw failed('SAS identifier cannot be found for specified signed identifier')
  for (const name of needed) if ((query.get(name) ?? '') === '') throw failed(`${name} is mandatory. Cannot be empty`)
  const version = query.get('sv') ?? ''
  if (version < FIRST_VERSION) throw failed('sv is not a version of the service that is known here')
  if (kind === 'account') return
  // Old versions do not sign `sr`: without this a signature for a blob would do for a folder of its name.
  const first = RESOURCES.get(query.get('sr') ?? '')
  if (first === undefined || version < first) throw failed('sr is invalid')
  if (query.get('sr') === 'd' && !/^[1-9]\d?$/.test(query.get('sdd') ?? '')) throw failed('sdd is invalid')
}

const time = (query: URLSearchParams, name: string): number => {
  const value = query.get(name) ?? ''
  const ms = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?Z)?$/.test(value) ? Date.parse(value) : NaN
  if (Number.isNaN(ms)) throw failed(`${name} is not in a valid ISO 8601 format`)
  return ms
}

const told = (ms: number): string => new Date(ms).toUTCString()

/** The words without a start time are general knowledge; those with one are recorded. */
const requireTimes = ({ query, nowMs }: BlobCall, startName: string, endName: string): void => {
  const end = time(query, endName)
  if (!query.has(startName)) {
    if (nowMs < end) return
    throw failed(`Signed expiry time [${told(end)}] has to be after signed start time [${told(nowMs)}]`)
  }
  const start = time(query, startName)
  if (start <= nowMs && nowMs < end) return
  throw failed(
    `Signature not valid in the specified time frame: Start [${told(start)}] - Expiry [${told(end)}] - Current [${told(nowMs)}]`,
    false
  )
}

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const requireAddress = ({ query }: BlobCall): void => {
  const range = query.get('sip')
  if (range === null) return
  const [first = '', last = first] = range.split('-')
  const allowed = new BlockList()
  if (isIPv4(first) && isIPv4(last) && number(first) <= number(last)) allowed.addRange(first, last)
  if (!allowed.check('127.0.0.1')) throw new BlobError('AuthorizationSourceIPMismatch', { guessed: true })
}

const requireLetters = ({ query }: BlobCall, kind: SasKind, operation: Operation): void => {
  const letters = query.get('sp') ?? ''
  if (kind === 'account') {
    if (!(query.get('ss') ?? '').includes('b')) throw new BlobError('AuthorizationServiceMismatch')
    if (!(query.get('srt') ?? '').includes(LEVEL_LETTERS[operation.level]))
      throw new BlobError('AuthorizationResourceTypeMismatch')
  } else if (!operation.serviceSas) throw new BlobError('AuthorizationPermissionMismatch')
  if (!Array.from(operation.sas).some((letter) => letters.includes(letter)))
    throw new BlobError('AuthorizationPermissionMismatch')
}

const signingKeys = ({ account, query }: BlobCall, kind: SasKind, keys: DelegationKeys): string[] => {
  if (kind !== 'user-delegation') return [account.key, account.secondKey]
  const value = (name: string): string => query.get(name) ?? ''
  const key = keys.valueOf({
    objectId: value('skoid'),
    tenantId: value('sktid'),
    start: value('skt'),
    expiry: value('ske'),
    service: value('sks'),
    version: value('skv')
  })
  return [key]
}

/** Checks a shared access signature: its fields, who signed it, when, from where, and what it allows. */
export const requireSas = (world: World, keys: DelegationKeys, call: BlobCall, operation: Operation): void => {
  const { query, account } = call
  const kind = kindOfSas(query)
  if (kind !== 'user-delegation' && !account.allowSharedKeyAccess)
    throw new BlobError('KeyBasedAuthenticationNotPermitted')
  requireFields(call, kind)
  const text = sasText(call, kind)
  if (!signingKeys(call, kind, keys).some((key) => isSignedWith(key, text, query.get('sig') ?? '')))
    throw failed(`Signature did not match. String to sign used was ${text}`)
  requireTimes(call, 'st', 'se')
  requireAddress(call)
  requireLetters(call, kind, operation)
  if (kind !== 'user-delegation') return
  requireTimes(call, 'skt', 'ske')
  requireRole(world, query.get('skoid') ?? '', call, operation)
}
