import { findApplication } from './directory.ts'
import type { Application, ManagedIdentity, World } from './model.ts'

const asApplication = ({ clientId, name, tenantId, objectId, federatedSubjects }: ManagedIdentity): Application => ({
  appId: clientId,
  displayName: name,
  homeTenantId: tenantId,
  signInAudience: 'AzureADMyOrg',
  kind: 'confidential',
  firstParty: false,
  redirectUris: [],
  secrets: [],
  certificates: [],
  federatedCredentials: federatedSubjects.map((subject) => ({
    name: subject,
    issuer: 'practice',
    subject,
    audiences: ['api://AzureADTokenExchange']
  })),
  implicitGrant: { idTokens: false, accessTokens: false },
  groupClaims: false,
  servicePrincipals: [{ tenantId, objectId, enabled: true, assignmentRequired: false, assignedTo: [] }]
})

/** Who may ask for tokens under a client id: an application, or a user-assigned identity that federated workloads use. */
export const findClient = (world: World, clientId: string): Application | undefined => {
  const identity = (): ManagedIdentity | undefined =>
    world.managedIdentities.find(
      (one) =>
        one.kind === 'user' && one.federatedSubjects.length > 0 && one.clientId.toLowerCase() === clientId.toLowerCase()
    )
  const found = findApplication(world, clientId)
  if (found !== undefined) return found
  const federated = identity()
  return federated === undefined ? undefined : asApplication(federated)
}
