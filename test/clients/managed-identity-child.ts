import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity'
import { ManagedIdentityApplication, type ManagedIdentityIdParams } from '@azure/msal-node'
import { decodeJwt } from 'jose'

/** What this program is asked for, one after the other, as JSON in its first argument; where identities come from, it reads in its environment. */
export interface Asked {
  library: '@azure/identity' | 'default' | '@azure/msal-node'
  clientId?: string
  objectId?: string
  resourceId?: string
  resource: string
}

type Identity = Pick<Asked, 'clientId' | 'objectId' | 'resourceId'>

const byIdentity = ({ clientId, objectId, resourceId }: Identity): ManagedIdentityCredential => {
  const retryOptions = { maxRetries: Number(process.env.MAX_RETRIES ?? '0'), retryDelayInMs: 10 }
  if (objectId !== undefined) return new ManagedIdentityCredential({ objectId, retryOptions })
  if (resourceId !== undefined) return new ManagedIdentityCredential({ resourceId, retryOptions })
  return new ManagedIdentityCredential({ ...(clientId === undefined ? {} : { clientId }), retryOptions })
}

const byMsal = ({ clientId, objectId, resourceId }: Identity): ManagedIdentityApplication => {
  const managedIdentityIdParams: ManagedIdentityIdParams = {
    ...(clientId === undefined ? {} : { userAssignedClientId: clientId }),
    ...(objectId === undefined ? {} : { userAssignedObjectId: objectId }),
    ...(resourceId === undefined ? {} : { userAssignedResourceId: resourceId })
  }
  return new ManagedIdentityApplication(
    Object.keys(managedIdentityIdParams).length === 0 ? {} : { managedIdentityIdParams }
  )
}

const getToken = async ({ library, resource, ...identity }: Asked): Promise<string> => {
  if (library === '@azure/identity') return (await byIdentity(identity).getToken(`${resource}/.default`)).token
  if (library === 'default') return (await new DefaultAzureCredential().getToken(`${resource}/.default`)).token
  return (await byMsal(identity).acquireToken({ resource })).accessToken
}

/** What came of one question. */
export interface Said {
  claims?: Record<string, unknown>
  error?: string
}

/** Asks once. */
export const ask = async (asked: Asked): Promise<Said> => {
  try {
    return { claims: decodeJwt(await getToken(asked)) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

if (import.meta.main) {
  const said: Said[] = []
  for (const asked of JSON.parse(process.argv[2] ?? '') as Asked[]) said.push(await ask(asked))
  process.stdout.write(JSON.stringify(said))
}
