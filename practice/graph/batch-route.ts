import type { Context, Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { CloudContext } from '../cloud-context.ts'
import { send } from './answer.ts'
import { canonicalPath } from './canonical-path.ts'
import type { GraphEnv } from './graph-env.ts'
import { badRequest, GraphError } from './graph-error.ts'
import { withCaller } from './request.ts'

/** The most requests in one batch. Source: "Combine multiple HTTP requests using JSON batching", Microsoft Graph. */
const MOST_REQUESTS = 20
const WRITING = ['POST', 'PUT', 'PATCH']

const stepSchema = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  method: v.pipe(v.string(), v.toUpperCase(), v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  url: v.pipe(v.string(), v.regex(/^(?!\w+:|\/\/)/)),
  headers: v.optional(
    v.record(v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)), v.pipe(v.string(), v.regex(/^[\x20-\x7e]*$/)))
  ),
  body: v.optional(v.unknown()),
  dependsOn: v.optional(v.array(v.string()), [])
})
const batchSchema = v.looseObject({ requests: v.pipe(v.array(stepSchema), v.minLength(1)) })

type Step = v.InferOutput<typeof stepSchema>

interface StepAnswer {
  id: string
  status: number
  headers: Record<string, string>
  body?: unknown
}

// Reports of users show these words.
const refused = (message: string): GraphError => new GraphError(400, 'BadRequest', message)

const readSteps = async (c: Context<GraphEnv>): Promise<Step[]> => {
  const batch = v.safeParse(batchSchema, await c.req.json().catch(() => undefined))
  if (!batch.success) throw refused('Invalid batch payload format.')
  const { requests } = batch.output
  if (requests.length > MOST_REQUESTS) throw refused('Number of requests inside batch exceed the limit.')
  const earlier = new Set<string>()
  for (const { id, method, headers = {}, body, dependsOn } of requests) {
    if (earlier.has(id)) throw refused(`Request Id ${id} has to be unique in a batch.`)
    const saysType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
    if (WRITING.includes(method) && !(saysType && body !== undefined))
      throw refused(`Write request id : ${id} does not contain Content-Type header or body.`)
    if (!dependsOn.every((other) => earlier.has(other))) throw badRequest(`Invalid dependency for request Id ${id}.`)
    earlier.add(id)
  }
  return requests
}

const asSent = (name: string): string =>
  name.startsWith('x-') ? name : name.replace(/^odata/, 'OData').replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())

const readAnswer = async (id: string, answer: Response): Promise<StepAnswer> => {
  const headers = Object.fromEntries([...answer.headers].map(([name, value]) => [asSent(name), value]))
  const bytes = Buffer.from(await answer.arrayBuffer())
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  if (bytes.length === 0) return { id, status: answer.status, headers }
  return { id, status: answer.status, headers, body: isJson ? JSON.parse(bytes.toString()) : bytes.toString('base64') }
}

const dependencyFailed = (id: string): StepAnswer => ({
  id,
  status: 424,
  headers: { 'Content-Type': 'application/json', 'x-emulated-guess': '1' },
  body: { error: { code: 'FailedDependency', message: 'A request that this one depends on has failed.' } }
})

/** `$batch`: several requests in one, each with the rights of whoever sends them and an answer of its own. */
export const addBatchRoute = (routes: Hono<GraphEnv>, cloud: CloudContext): void => {
  const answerStep = async (
    c: Context<GraphEnv>,
    { id, method, url, headers = {}, body }: Step
  ): Promise<StepAnswer> => {
    const address = new URL(`${c.env.origin}/${c.req.param('version') ?? ''}/${url.replace(/^\//, '')}`)
    if (canonicalPath(address.pathname).endsWith('/$batch')) throw refused('Invalid batch payload format.')
    const sent = new Headers(headers)
    sent.set('authorization', c.req.header('authorization') ?? '')
    const request = new Request(address, {
      method,
      headers: sent,
      ...(WRITING.includes(method) ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {})
    })
    return readAnswer(id, await routes.fetch(request, { ...c.env, requestId: randomUUID() }))
  }
  routes.post(
    '/:version/$batch',
    withCaller(cloud, async ({ c }) => {
      const responses: StepAnswer[] = []
      const failed = new Set<string>()
      for (const step of await readSteps(c)) {
        const isDoomed = step.dependsOn.some((other) => failed.has(other))
        const answer = isDoomed ? dependencyFailed(step.id) : await answerStep(c, step)
        if (answer.status >= 400) failed.add(step.id)
        responses.push(answer)
      }
      return send(c, { responses })
    })
  )
}
