import { startPracticeCloud } from '../../practice/cloud.ts'
import type { Asked } from './managed-identity-child.ts'

/**
 * Asks the agent of Azure Arc for tokens, with the library that is named, as it is. It takes keys out of the agent's own folder only, so
 * this program runs where that folder is one of its own.
 */
const cloud = await startPracticeCloud({ arcKeyFolder: '/var/opt/azcmagent/tokens' })
const { arc, managedIdentities } = cloud.ready
process.env.IDENTITY_ENDPOINT = arc.endpoint
process.env.IMDS_ENDPOINT = arc.imdsEndpoint
const { ask } = await import('./managed-identity-child.ts')
const reader = managedIdentities[1]
if (reader === undefined) throw new Error('The world has no second identity.')
const resource = 'https://atlas.microsoft.com'
const NOBODY = '00000000-0000-4000-8000-000000000000'
const { clientId, objectId, resourceId } = reader
const said = []
const library = process.argv[2] as Asked['library']
for (const identity of [{}, { clientId }, { objectId }, { resourceId }, { clientId: NOBODY }])
  said.push(await ask({ library, resource, ...identity }))
process.stdout.write(JSON.stringify({ said, system: managedIdentities[0], reader }))
await cloud.stop()
