import { at, CLI, type Fixture } from '../../clients/practice-fixture.ts'
import { person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default'
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'

/** An answer of Microsoft Graph, read. */
export interface GraphAnswer {
  status: number
  headers: Headers
  body: Record<string, unknown>
  /** The objects of a list. */
  value: Record<string, unknown>[]
  /** The code of an error. */
  code: string | undefined
}

/** Short ways to ask Microsoft Graph. */
export interface GraphAsker {
  ask: (token: string, path: string, init?: RequestInit) => Promise<GraphAnswer>
  send: (token: string, method: string, path: string, body?: unknown) => Promise<GraphAnswer>
  /** A person's token; by the developer tools' client in Contoso where nothing else is said. */
  personToken: (index: number, more?: { tenant?: string; clientId?: string; scope?: string }) => Promise<string>
  appToken: (index: number) => Promise<string>
  /** Gives an application an application permission, and takes it away again. */
  allowApp: (index: number, value: string) => () => void
  principalId: (index: number) => string
}

const readAnswer = async (response: Response): Promise<GraphAnswer> => {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  const body = (isJson && text !== '' ? JSON.parse(text) : { text }) as Record<string, unknown>
  const { value = [], error } = body as { value?: Record<string, unknown>[]; error?: { code: string } }
  return { status: response.status, headers: response.headers, body, value, code: error?.code }
}

/** Makes the short ways for a running practice cloud. */
export const graphAsker = (fixture: Fixture): GraphAsker => {
  const ask: GraphAsker['ask'] = async (token, path, init = {}) =>
    readAnswer(
      await fixture.fetch(`${fixture.cloud.ready.endpoints.graph}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) }
      })
    )
  const principalId = (index: number): string => {
    const { world, ready } = fixture.cloud
    const application = world.applications.find(({ appId }) => appId === at(ready.apps, index).clientId)
    return at(application?.servicePrincipals ?? [], 0).objectId
  }
  return {
    ask,
    send: (token, method, path, body) =>
      ask(token, path, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      }),
    personToken: async (index, { tenant = 'contoso.com', clientId = CLI, scope = GRAPH_SCOPE } = {}) => {
      const all = `openid offline_access ${scope}`
      const refreshToken = await refreshTokenOf(fixture, person(fixture, index), tenant, clientId, all)
      const form = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken, scope: all }
      return String((await fixture.token(tenant, form)).body.access_token)
    },
    appToken: (index) => fixture.appToken(index, GRAPH_SCOPE),
    allowApp: (index, value) => {
      const { world, ready } = fixture.cloud
      const { tenantId } = at(ready.apps, index)
      const given = { tenantId, principalId: principalId(index), resourceAppId: GRAPH_APP_ID, value }
      world.appRoleAssignments.push(given)
      return () => {
        world.appRoleAssignments = world.appRoleAssignments.filter((one) => one !== given)
      }
    },
    principalId
  }
}

/** What Ann, who may change everything in Contoso, asks of Microsoft Graph, by paths below its version. */
export const annsGraph = (graph: GraphAsker) => {
  let token: Promise<string> | null = null
  const send = async (method: string, path: string, body?: unknown): Promise<GraphAnswer> => {
    token ??= graph.personToken(0)
    return graph.send(await token, method, `/v1.0${path}`, body)
  }
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown = {}) => send('POST', path, body),
    patch: async (path: string, body: unknown) => (await send('PATCH', path, body)).status,
    remove: async (path: string) => (await send('DELETE', path)).status
  }
}
