import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { JsonBody } from '../http/json-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { stableId } from '../world/stable-id.ts'
import { ImdsError } from './imds-error.ts'
import { requireMetadataHeader } from './request-checks.ts'

const VERSIONS = ['2021-12-13', '2021-11-15', '2021-11-01', '2021-10-01', '2021-02-01', '2020-09-01', '2019-08-01']
const NEWEST = 3

/** What a machine knows about itself: the machine of the first system-assigned identity. */
const compute = ({ world }: CloudContext): JsonBody => {
  const resourceId = world.managedIdentities.find(({ kind }) => kind === 'system')?.resourceId ?? ''
  const [, , subscriptionId = '', , resourceGroupName = '', , , , name = ''] = resourceId.split('/')
  const location = world.resourceGroups.find((group) => resourceId.startsWith(`${group.resourceId}/`))?.location
  return {
    azEnvironment: 'AzurePublicCloud',
    location: location ?? 'eastus',
    name,
    offer: 'practice',
    osType: 'Linux',
    provider: 'Microsoft.Compute',
    publisher: 'practice',
    resourceGroupName,
    resourceId,
    sku: 'practice',
    subscriptionId,
    tags: '',
    version: '1.0.0',
    vmId: stableId(`machine:${resourceId}`),
    vmSize: 'Standard_D2s_v5',
    zone: ''
  }
}

const isObject = (value: unknown): value is JsonBody => typeof value === 'object' && value !== null

/** Everything under /metadata/instance: the whole, a part of it, or one value as text. */
export const answerInstance = (cloud: CloudContext, c: Context<PracticeEnv>): unknown => {
  requireMetadataHeader(c)
  if (!VERSIONS.includes(c.req.query('api-version') ?? ''))
    throw new ImdsError(
      400,
      {
        error: 'Bad request. api-version is invalid or was not specified in the request.',
        'newest-versions': VERSIONS.slice(0, NEWEST)
      },
      true
    )
  const path = c.req.path.split('/').filter((part) => part !== '')
  const found = path
    .slice(2)
    .reduce<unknown>((value, part) => (isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined), {
      compute: compute(cloud)
    })
  if (found === undefined) throw new ImdsError(404, { error: 'Not found' }, true)
  return found
}
