import { requireProviderVersion } from './api-version.ts'
import type { ArmReply, ArmRequest, ArmRoute } from './arm-request.ts'
import { resourceGraph } from './resource-graph/resource-graph.ts'
import { ROUTES } from './routes.ts'
import { requireChangeable } from './subscriptions.ts'

const CHANGES = ['PUT', 'PATCH', 'DELETE']

/** Resource Graph asks all the others, so it stands beside them. */
const ALL: readonly ArmRoute[] = [...ROUTES, resourceGraph]

/** Answers a request to a resource type that the practice cloud has; undefined for any other. */
export const answerProvider = async (request: ArmRequest): Promise<ArmReply | undefined> => {
  const { path, c, cloud } = request
  const route = ALL.find(({ displayType }) => displayType.toLowerCase() === path.type)
  if (route === undefined || (path.rest.length > 0 && route.deep !== true)) return undefined
  requireProviderVersion(c, route.displayType, route.versions)
  if (CHANGES.includes(c.req.method)) requireChangeable(cloud.world, path.scope, route.displayType.split('/')[0] ?? '')
  return route.answer(request)
}
