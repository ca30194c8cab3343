import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { Caller } from '../entra/verify-token.ts'
import type { JsonBody } from '../http/json-body.ts'
import { pageOf } from '../http/page.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { ArmError } from './arm-error.ts'
import type { ResourcePath } from './resource-path.ts'

/** A request to a resource provider whose caller is known. */
export interface ArmRequest {
  cloud: CloudContext
  c: Context<PracticeEnv>
  caller: Caller
  path: ResourcePath
}

/** A successful answer; 200 where no status is given. */
export interface ArmReply {
  status?: 200 | 201 | 202 | 204
  /** Undefined for an empty answer, null for the word `null`. */
  body?: JsonBody | null
  headers?: Readonly<Record<string, string>>
  /** Whether no fact confirms the answer. */
  guessed?: boolean
}

/** One resource type and how requests for it are answered. */
export interface ArmRoute {
  /** As the provider spells it. */
  displayType: string
  versions: readonly string[]
  /** Whether it answers for what lies deeper than an operation. */
  deep?: boolean
  /** Every resource in full, for those who ask across types. */
  shown?: (cloud: CloudContext) => JsonBody[]
  answer: (request: ArmRequest) => Promise<ArmReply> | ArmReply
}

/** What is left of the caller's quota, by what the caller did; the numbers are recorded and never fall. */
export const QUOTA = {
  reads: { 'x-ms-ratelimit-remaining-subscription-reads': '1099' },
  writes: { 'x-ms-ratelimit-remaining-subscription-writes': '199' },
  deletes: { 'x-ms-ratelimit-remaining-subscription-deletes': '199' },
  globalReads: { 'x-ms-ratelimit-remaining-subscription-global-reads': '3749' },
  tenantReads: { 'x-ms-ratelimit-remaining-tenant-reads': '249' }
} as const

const PAGE_SIZE = 100

/** What a page is cut for: where it answers and the address that was asked. */
export type Paged = Pick<ArmRequest, 'cloud' | 'c'>

/** One page of a list, with the address of the next one; filters and version are repeated in it. */
export const page = ({ cloud, c }: Paged, lines: readonly JsonBody[], size = PAGE_SIZE): JsonBody => {
  const given = new URL(c.req.url).searchParams
  const token = given.get('$skiptoken') ?? given.get('$skipToken') ?? undefined
  const { value, skip } = pageOf(lines, size, token)
  if (value === undefined) throw new ArmError(400, 'InvalidSkipToken', 'The skip token is not valid.')
  if (skip === undefined) return { value }
  given.delete('$skipToken')
  given.set('$skiptoken', skip)
  return { value, nextLink: `${cloud.endpoints.arm}${c.req.path}?${given.toString()}` }
}

/** A time as resource providers write it, with seven digits behind the second. */
export const armInstant = (epochMs: number): string => new Date(epochMs).toISOString().replace('Z', '0000Z')

/** The error for a method that a resource type does not have. */
export const methodNotAllowed = (): ArmError =>
  new ArmError(405, 'MethodNotAllowed', 'The practice cloud does not have this operation of this resource type.', {
    guessed: true
  })
