import { listInGroup, listInSubscription } from './all-resources.ts'
import { requireApiVersion } from './api-version.ts'
import { type ArmReply, QUOTA } from './arm-request.ts'
import type { PlainRequest } from './plain-request.ts'
import { getGroup, listGroups, putGroup } from './resource-groups.ts'
import { getProvider, listProviders, registerProvider } from './resource-providers.ts'
import { getSubscription, listLocations, listSubscriptions } from './subscriptions.ts'
import { listTenants } from './tenants.ts'

interface PlainRoute {
  method: string
  path: string
  answer: (request: PlainRequest) => Promise<ArmReply> | ArmReply
}

const get = (path: string, answer: PlainRoute['answer']): PlainRoute => ({ method: 'GET', path, answer })

const ONE = '/subscriptions/:subscription'
/** Clients spell it both ways. */
const GROUPS = `${ONE}/:word{[rR]esource[gG]roups}`

/** Addresses without a resource type. */
export const PLAIN_ROUTES: readonly PlainRoute[] = [
  get('/tenants', ({ cloud, c, caller }) => {
    const version = requireApiVersion(c)
    return { body: listTenants(cloud, caller, version, c.req.query('$skiptoken')), headers: QUOTA.tenantReads }
  }),
  get('/subscriptions', listSubscriptions),
  get(ONE, getSubscription),
  get(`${ONE}/locations`, listLocations),
  get(`${ONE}/providers`, listProviders),
  get(`${ONE}/providers/:namespace`, getProvider),
  { method: 'POST', path: `${ONE}/providers/:namespace/register`, answer: registerProvider },
  get(`${ONE}/resources`, listInSubscription),
  get(GROUPS, listGroups),
  get(`${GROUPS}/:group`, getGroup),
  { method: 'PUT', path: `${GROUPS}/:group`, answer: putGroup },
  get(`${GROUPS}/:group/resources`, listInGroup)
]
