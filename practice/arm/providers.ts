import { requireProviderVersion } from './api-version.ts'
import type { ArmReply, ArmRequest } from './arm-request.ts'
import { geoCatalogs } from './geocatalogs.ts'
import { mapsAccounts } from './maps-accounts.ts'
import { roleAssignments } from './role-assignments.ts'
import { roleDefinitions } from './role-definitions.ts'
import { keyVaults } from './vaults.ts'

const ROUTES = [mapsAccounts, geoCatalogs, keyVaults, roleAssignments, roleDefinitions]

/** Answers a request to a resource type that the practice cloud has; undefined for any other. */
export const answerProvider = async (request: ArmRequest): Promise<ArmReply | undefined> => {
  const { path, c } = request
  const route = ROUTES.find((one) => one.type === path.type)
  if (route === undefined || path.rest.length > 0) return undefined
  requireProviderVersion(c, route.type, route.versions)
  return route.answer(request)
}
