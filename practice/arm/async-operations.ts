import { randomBytes } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import type { ArmReply, ArmRequest, ArmRoute } from './arm-request.ts'
import { armInstant, methodNotAllowed, QUOTA } from './arm-request.ts'
import { ArmError } from './arm-error.ts'
import { requireSubscription } from './arm-permission.ts'

interface Operation {
  name: string
  resourceId: string
  running: string
  startedAtMs: number
}

/** How long an operation says that it runs; the change itself is made at once. */
const RUNS_MS = 1000

const operations = new WeakMap<CloudContext, Map<string, Operation>>()

const of = (cloud: CloudContext): Map<string, Operation> => {
  const known = operations.get(cloud) ?? new Map<string, Operation>()
  operations.set(cloud, known)
  return known
}

const runs = ({ startedAtMs }: Operation, nowMs: number): boolean => nowMs < startedAtMs + RUNS_MS

/** What a resource says about itself while an operation on it runs; undefined when none does. */
export const runningOn = (cloud: CloudContext, resourceId: string): string | undefined =>
  [...of(cloud).values()].find((one) => one.resourceId === resourceId && runs(one, Date.now()))?.running

/** Begins an operation and answers 202 with the two addresses at which it can be followed; the body is the word `null`, as recorded. */
export const beginOperation = (
  { cloud, c, path }: ArmRequest,
  resource: { resourceId: string; location: string },
  running: string,
  version: string
): ArmReply => {
  const name = `${crypto.randomUUID()}*${randomBytes(32).toString('hex').toUpperCase()}`
  const startedAtMs = c.get('nowMs')
  of(cloud).set(name, { name, resourceId: resource.resourceId, running, startedAtMs })
  const subscription = /^\/subscriptions\/[^/]+/i.exec(path.scope)?.[0] ?? ''
  const place = `${subscription}/providers/Microsoft.Orbital/locations/${resource.location.toUpperCase()}/operationStatuses/${name}`
  const address = `${cloud.endpoints.arm}${place}?api-version=${version}`
  return {
    status: 202,
    body: null,
    headers: {
      ...QUOTA.writes,
      'Azure-AsyncOperation': `${address}&t=${String(startedAtMs)}`,
      Location: `${address}&t=${String(startedAtMs + 1)}`,
      ETag: `"${randomBytes(18).toString('hex')}"`,
      'x-ms-providerhub-traffic': 'True'
    }
  }
}

/** The progress of operations, by `locations/{region}/operationStatuses/{name}`. */
export const operationStatuses = (provider: string, versions: readonly string[]): ArmRoute => ({
  displayType: `${provider}/locations`,
  versions,
  deep: true,
  answer: ({ cloud, c, caller, path }) => {
    requireSubscription(cloud.world, caller, path.scope)
    const [name, ...deeper] = path.rest
    if (c.req.method !== 'GET' || path.action !== 'operationstatuses' || deeper.length > 0) throw methodNotAllowed()
    const found = of(cloud).get(name ?? '')
    if (found === undefined)
      throw new ArmError(404, 'OperationNotFound', 'There is no such operation.', { guessed: true })
    const nowMs = c.get('nowMs')
    const { resourceId, running, startedAtMs } = found
    const isRunning = runs(found, nowMs)
    return {
      body: {
        id: new URL(c.req.url).pathname,
        name,
        resourceId,
        status: isRunning ? running : 'Succeeded',
        startTime: armInstant(startedAtMs),
        ...(isRunning ? {} : { endTime: armInstant(startedAtMs + RUNS_MS) }),
        ...(isRunning ? {} : { properties: null })
      },
      headers: isRunning ? { ...QUOTA.reads, 'Retry-After': '1' } : QUOTA.reads,
      guessed: true
    }
  }
})
