import { requireApiVersion } from './api-version.ts'
import type { ArmReply, ArmRequest } from './arm-request.ts'
import { QUOTA } from './arm-request.ts'
import { listSubscriptions } from './subscriptions.ts'
import { listTenants } from './tenants.ts'

/** A request to an address that names no resource type. */
export type PlainRequest = Pick<ArmRequest, 'cloud' | 'c' | 'caller'>

interface PlainRoute {
  method: string
  path: string
  answer: (request: PlainRequest) => Promise<ArmReply> | ArmReply
}

const get = (path: string, answer: PlainRoute['answer']): PlainRoute => ({ method: 'GET', path, answer })

/** Addresses without a resource type. */
export const PLAIN_ROUTES: readonly PlainRoute[] = [
  get('/tenants', ({ cloud, c, caller }) => {
    const version = requireApiVersion(c)
    return { body: listTenants(cloud, caller, version, c.req.query('$skiptoken')), headers: QUOTA.tenantReads }
  }),
  get('/subscriptions', ({ cloud, c, caller }) => {
    requireApiVersion(c)
    return { body: listSubscriptions(cloud, caller), headers: QUOTA.tenantReads }
  })
]
