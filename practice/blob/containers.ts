import type { BlobContainer } from '../world/model.ts'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import { requireConditions } from './conditions.ts'
import { changedAt, findContainer, metadataHeaders, readMetadata, requireContainer, versionHeaders } from './stored.ts'

const NAME = /^(?=.{3,63}$)[a-z\d]+(-[a-z\d]+)*$/

/** PUT of a container. */
export const createContainer = ({ account, c, container: name = '', nowMs }: BlobCall): Response => {
  if (!NAME.test(name)) throw new BlobError('InvalidResourceName')
  if (findContainer(account, name) !== undefined) throw new BlobError('ContainerAlreadyExists')
  const asked = c.req.header('x-ms-blob-public-access')
  if (asked !== undefined && !account.allowBlobPublicAccess) throw new BlobError('PublicAccessNotPermitted')
  const container: BlobContainer = {
    name,
    publicAccess: asked === 'blob' || asked === 'container' ? asked : 'none',
    metadata: readMetadata(c.req.raw.headers),
    modifiedAt: changedAt(nowMs, undefined),
    blobs: []
  }
  account.containers.push(container)
  return c.body(null, 201, { 'Content-Length': '0', ...versionHeaders(container) })
}

/** GET and HEAD of a container's properties. */
export const readContainer = (call: BlobCall): Response => {
  const container = requireContainer(call)
  return call.c.body(null, 200, {
    'Content-Length': '0',
    ...versionHeaders(container),
    ...metadataHeaders(container.metadata),
    ...(container.publicAccess === 'none' ? {} : { 'x-ms-blob-public-access': container.publicAccess }),
    'x-ms-lease-status': 'unlocked',
    'x-ms-lease-state': 'available',
    'x-ms-has-immutability-policy': 'false',
    'x-ms-has-legal-hold': 'false',
    'x-ms-immutable-storage-with-versioning-enabled': 'false',
    'x-ms-default-encryption-scope': '$account-encryption-key',
    'x-ms-deny-encryption-scope-override': 'false'
  })
}

/** DELETE of a container with everything in it. */
export const deleteContainer = (call: BlobCall): Response => {
  const container = requireContainer(call)
  requireConditions(call.c.req.raw.headers, container, 'write')
  call.account.containers = call.account.containers.filter((one) => one !== container)
  return call.c.body(null, 202, { 'Content-Length': '0' })
}
