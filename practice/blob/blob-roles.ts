import { mayDo, mayManage } from '../world/authorization.ts'
import type { World } from '../world/model.ts'
import type { BlobCall } from './blob-call.ts'
import { BlobError } from './blob-error.ts'
import type { Operation } from './operations.ts'

/** Refuses a principal whose roles on the account or the container do not allow an operation. */
export const requireRole = (world: World, objectId: string, call: BlobCall, operation: Operation): void => {
  const { account, container } = call
  const inside = container === undefined ? '' : `/blobServices/default/containers/${container}`
  const allows = operation.kind === 'data' ? mayDo : mayManage
  const allowed = operation.actions.some((action) =>
    allows(
      world,
      objectId,
      `${account.resourceId}${inside}`,
      `Microsoft.Storage/storageAccounts/blobServices/${action}`
    )
  )
  if (!allowed) throw new BlobError('AuthorizationPermissionMismatch')
}
