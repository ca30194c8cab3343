import { at, type Fixture } from './practice-fixture.ts'

/** Gives an application a role on a resource for the rest of the test file, at most once. */
export const giveRole = (fixture: Fixture, appIndex: number, roleId: string, scope: string): void => {
  const { world, ready } = fixture.cloud
  const { clientId } = at(ready.apps, appIndex)
  const application = world.applications.find(({ appId }) => appId === clientId)
  const { objectId: principalId } = at(application?.servicePrincipals ?? [], 0)
  const known = world.roleAssignments.some((one) => one.roleId === roleId && one.principalId === principalId)
  if (!known) world.roleAssignments.push({ principalId, roleId, scope })
}

export const GEOCATALOG_ADMINISTRATOR = 'c9c97b9c-105d-4bb5-a2a7-7d15666c2484'
export const KEY_VAULT_SECRETS_OFFICER = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
