import type { Context, Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import type { Caller } from '../entra/verify-token.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import type { StorageAccount } from '../world/model.ts'
import { requireBlobAccess } from './blob-access.ts'
import { type BlobCall, readCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import { createContainer, deleteContainer, readContainer } from './containers.ts'
import { makeDelegationKey } from './delegation-key.ts'
import { listBlobs, listContainers } from './lists.ts'
import { type Operation, OPERATIONS } from './operations.ts'
import { readBlob } from './read-blob.ts'
import { StagedBlocks } from './staged-blocks.ts'
import { findContainer } from './stored.ts'
import { type DelegationKeys, delegationKeysOf } from './user-delegation.ts'
import { deleteBlob, putBlob, putBlock, putBlockList } from './write-blob.ts'
import { element, textElement, xmlDocument } from './xml.ts'

const BODY_LIMIT_BYTES = 8 * 1024 * 1024

type Answer = (call: BlobCall, caller: Caller | undefined) => Response | Promise<Response>

interface Route {
  /** Whom the address names, the method, and the values of `restype` and `comp`. */
  at: `${Operation['level']} ${'GET' | 'PUT' | 'POST' | 'DELETE'} ${string}`
  operation: (call: BlobCall) => Operation
  answer: Answer
}

const isThere = ({ account, container, blob }: BlobCall): boolean =>
  findContainer(account, container)?.blobs.some(({ name }) => name === blob) === true

const writing = (call: BlobCall): Operation => (isThere(call) ? OPERATIONS.overwriteBlob : OPERATIONS.createBlob)

const routesOf = (keys: DelegationKeys): Route[] => {
  const blocks = new StagedBlocks()
  const route = (at: Route['at'], name: keyof typeof OPERATIONS, answer: Answer): Route => ({
    at,
    operation: () => OPERATIONS[name],
    answer
  })
  return [
    route('service GET /list', 'listContainers', listContainers),
    route('service POST service/userdelegationkey', 'getUserDelegationKey', (call, caller) =>
      makeDelegationKey(call, keys, caller)
    ),
    route('container PUT container/', 'createContainer', createContainer),
    route('container GET container/', 'getContainer', readContainer),
    route('container GET container/metadata', 'getContainer', readContainer),
    route('container DELETE container/', 'deleteContainer', deleteContainer),
    route('container GET container/list', 'listBlobs', listBlobs),
    route('object GET /', 'getBlob', readBlob),
    { at: 'object PUT /', operation: writing, answer: putBlob },
    { at: 'object PUT /block', operation: writing, answer: (call) => putBlock(call, blocks) },
    { at: 'object PUT /blocklist', operation: writing, answer: (call) => putBlockList(call, blocks) },
    route('object DELETE /', 'deleteBlob', deleteBlob)
  ]
}

const nameOf = ({ c, container, blob, query }: BlobCall): string => {
  const level = container === undefined ? 'service' : blob === undefined ? 'container' : 'object'
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
  return `${level} ${method} ${query.get('restype') ?? ''}/${query.get('comp') ?? ''}`
}

const serviceHeaders = (c: Context<PracticeEnv>): void => {
  c.header('Server', 'Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0')
  c.header('x-ms-request-id', randomUUID())
  const version = c.req.header('x-ms-version') ?? c.req.query('sv')
  if (version !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(version)) c.header('x-ms-version', version)
  const clientRequestId = c.req.header('x-ms-client-request-id')
  if (clientRequestId !== undefined && clientRequestId.length <= 1024)
    c.header('x-ms-client-request-id', clientRequestId)
}

const refuse = (c: Context<PracticeEnv>, error: BlobError): Response => {
  c.header('x-ms-error-code', error.code === 'NotModified' ? 'ConditionNotMet' : error.code)
  if (error.guessed) c.header('x-emulated-guess', '1')
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
  if (error.status === 304) return c.body(null, 304)
  const time = new Date(c.get('nowMs')).toISOString().replace('Z', '0000Z')
  const message = `${error.message}\nRequestId:${c.res.headers.get('x-ms-request-id') ?? ''}\nTime:${time}`
  const detail = error.detail === undefined ? '' : textElement('AuthenticationErrorDetail', error.detail)
  const content = textElement('Code', error.code) + textElement('Message', message) + detail
  return c.body(xmlDocument(element('Error', content)), error.status, { 'Content-Type': 'application/xml' })
}

/** The blobs of one storage account; its listener is the account, as its host name is in Azure. */
export const makeBlobApp = (cloud: CloudContext, account: StorageAccount): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'blob', BODY_LIMIT_BYTES)
  const keys = delegationKeysOf(account)
  const routes = routesOf(keys)
  app.all('*', async (c) => {
    serviceHeaders(c)
    const call = readCall(c, account)
    const name = nameOf(call)
    const found = routes.find(({ at }) => at === name)
    if (found === undefined)
      throw new BlobError(call.query.has('comp') ? 'InvalidQueryParameterValue' : 'UnsupportedHttpVerb', {
        guessed: true
      })
    const caller = await requireBlobAccess(cloud, keys, call, found.operation(call))
    return found.answer(call, caller)
  })
  app.onError((error, c) =>
    refuse(c, error instanceof BlobError ? error : new BlobError('InvalidUri', { guessed: true }))
  )
  return app
}
