import type { World } from '../../world/model.ts'

/**
 * Takes service principals out of everything that names them. In Azure their role assignments stay behind without an
 * identity; here they go too, so that a saved world never names what is not there.
 */
export const forgetPrincipals = (world: World, objectIds: readonly string[]): void => {
  const stays = (id: string): boolean => !objectIds.includes(id)
  world.appRoleAssignments = world.appRoleAssignments.filter(({ principalId }) => stays(principalId))
  world.roleAssignments = world.roleAssignments.filter(({ principalId }) => stays(principalId))
  for (const group of world.groups) group.members = group.members.filter(stays)
  for (const vault of world.vaults)
    vault.accessPolicies = vault.accessPolicies.filter(({ objectId }) => stays(objectId))
  for (const application of world.applications) {
    if (application.owners !== undefined) application.owners = application.owners.filter(stays)
    for (const principal of application.servicePrincipals) principal.assignedTo = principal.assignedTo.filter(stays)
  }
}
