import { startPracticeCloud } from '../../practice/cloud.ts'

/**
 * Asks the agent of Azure Arc for tokens, with the libraries as they are. They take keys out of the agent's own folder only, so
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
for (const library of ['@azure/identity', '@azure/msal-node'] as const)
  for (const identity of [{}, { clientId }, { objectId }, { resourceId }, { clientId: NOBODY }])
    said.push(await ask({ library, resource, ...identity }))
process.stdout.write(JSON.stringify({ said, system: managedIdentities[0], reader }))
await cloud.stop()
