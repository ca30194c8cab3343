/** What one operation asks of whoever wants it. */
export interface Operation {
  level: 'service' | 'container' | 'object'
  /** Letters of a shared access signature, any of which is enough; empty where none is. */
  sas: string
  /** Whether a signature for one container or blob is enough, or only one for the account. */
  serviceSas: boolean
  /** Actions below Microsoft.Storage/storageAccounts/blobServices, any of which is enough. */
  actions: readonly string[]
  /** Whether roles allow it as an action on data or as one of management. */
  kind: 'data' | 'management'
  /** What must be open to everybody for a request without a credential. */
  openTo: 'nobody' | 'container' | 'blob'
}

const operation = (
  level: Operation['level'],
  sas: string,
  kind: Operation['kind'],
  actions: readonly string[],
  more: Partial<Operation> = {}
): Operation => ({ level, sas, serviceSas: true, actions, kind, openTo: 'nobody', ...more })

const BLOBS = 'containers/blobs'
const ACCOUNT_SAS_ONLY = { serviceSas: false }

/** Every operation that the practice cloud has. Actions: "Permissions for calling data operations" of the REST reference. */
export const OPERATIONS = {
  listContainers: operation('service', 'l', 'management', ['containers/read'], ACCOUNT_SAS_ONLY),
  getUserDelegationKey: operation('service', '', 'management', ['generateUserDelegationKey/action'], ACCOUNT_SAS_ONLY),
  createContainer: operation('container', 'cw', 'management', ['containers/write'], ACCOUNT_SAS_ONLY),
  getContainer: operation('container', 'r', 'management', ['containers/read'], {
    ...ACCOUNT_SAS_ONLY,
    openTo: 'container'
  }),
  deleteContainer: operation('container', 'd', 'management', ['containers/delete'], ACCOUNT_SAS_ONLY),
  listBlobs: operation('container', 'l', 'data', [`${BLOBS}/read`], { openTo: 'container' }),
  getBlob: operation('object', 'r', 'data', [`${BLOBS}/read`], { openTo: 'blob' }),
  createBlob: operation('object', 'cw', 'data', [`${BLOBS}/write`, `${BLOBS}/add/action`]),
  overwriteBlob: operation('object', 'w', 'data', [`${BLOBS}/write`]),
  deleteBlob: operation('object', 'd', 'data', [`${BLOBS}/delete`])
} as const satisfies Record<string, Operation>
