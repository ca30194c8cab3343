import { beforeAll, describe, expect, it } from 'vitest'
import { GRAPH_APP_ID, GRAPH_SCOPE, graphAsker } from '../unit/practice/ask-graph.ts'
import { compareAll, readRecording, type RecordedRow } from './compare-with-recording.ts'
import { CLI, withPracticeCloud } from './practice-fixture.ts'
import { person, refreshTokenOf } from './sign-in-by-script.ts'

const fixture = withPracticeCloud()
const graph = graphAsker(fixture)
let ann = ''

beforeAll(async () => {
  ann = await graph.personToken(0)
})

const ask = (path: string, method = 'GET', body?: unknown): Promise<Response> =>
  fixture.fetch(`${fixture.cloud.ready.endpoints.graph}${path}`, {
    method,
    headers: { authorization: `Bearer ${ann}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
const newApplication = async (): Promise<{ id: string; appId: string }> => {
  const made = await ask('/v1.0/applications', 'POST', { displayName: 'azure-cli-test000001', keyCredentials: [] })
  return (await made.json()) as { id: string; appId: string }
}
const addPassword = (id: string): Promise<Response> =>
  ask(`/v1.0/applications/${id}/addPassword`, 'POST', {
    passwordCredential: {
      startDateTime: '2022-05-10T02:30:23Z',
      endDateTime: '2023-05-10T02:30:23Z',
      displayName: 'rbac'
    }
  })

const CUT = [
  'info',
  'keyCredentials',
  'oauth2PermissionScopes',
  'passwordCredentials',
  'resourceSpecificApplicationPermissions'
]
const OTHER_VERSION = {
  'body.api.requestedAccessTokenVersion is null, not number':
    'The recorded application allows personal accounts, which makes it version 2; the practice cloud has none of those.'
}
/** A token that says it understands claims challenges, made stale by the end of the person's sessions. */
const challenged = async (): Promise<Response> => {
  const tokens = await fixture.token('contoso.com', {
    grant_type: 'refresh_token',
    client_id: CLI,
    refresh_token: await refreshTokenOf(fixture, person(fixture, 3), 'contoso.com'),
    scope: GRAPH_SCOPE,
    claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}'
  })
  const authorization = `Bearer ${String(tokens.body.access_token)}`
  const { graph: origin } = fixture.cloud.ready.endpoints
  const me = () => fixture.fetch(`${origin}/v1.0/me`, { headers: { authorization } })
  expect((await me()).status).toBe(200)
  expect((await ask('/v1.0/users/sam@contoso.com/revokeSignInSessions', 'POST')).status).toBe(200)
  return me()
}

const rows: RecordedRow[] = [
  { id: 'graph-application-addpassword-200', ask: async () => addPassword((await newApplication()).id) },
  {
    id: 'graph-application-create-201',
    ask: () => ask('/v1.0/applications', 'POST', { displayName: 'azure-cli-test000001', keyCredentials: [] }),
    known: OTHER_VERSION
  },
  {
    id: 'graph-application-get-200',
    ask: async () => {
      const { id } = await newApplication()
      await addPassword(id)
      return ask(`/v1.0/applications/${id}`)
    },
    known: OTHER_VERSION
  },
  {
    id: 'graph-application-update-204',
    ask: async () => ask(`/v1.0/applications/${(await newApplication()).id}`, 'PATCH', { requiredResourceAccess: [] })
  },
  {
    id: 'graph-applications-list-403',
    ask: async () =>
      fixture.fetch(
        `${fixture.cloud.ready.endpoints.graph}/v1.0/applications?$filter=startswith%28displayName%2C%27azure-cli-test000001%27%29`,
        { headers: { authorization: `Bearer ${await graph.appToken(2)}` } }
      )
  },
  {
    id: 'graph-applications-search-empty-200',
    ask: () => ask("/v1.0/applications?$filter=startswith(displayName,'azure-cli-test000009')")
  },
  {
    id: 'graph-cae-challenge-401',
    ask: challenged,
    known: {
      'header www-authenticate is other':
        'It names the practice login host, and a session that was ended instead of a network that was left.'
    }
  },
  {
    id: 'graph-federatedcredential-create-201',
    ask: async () =>
      ask(`/beta/applications/${(await newApplication()).id}/federatedIdentityCredentials`, 'POST', {
        name: 'Testing',
        issuer: 'https://token.actions.githubusercontent.com/',
        subject: 'repo:octo-org/octo-repo:environment:Production',
        description: 'Testing',
        audiences: ['api://AzureADTokenExchange']
      })
  },
  {
    id: 'graph-serviceprincipal-create-201',
    ask: async () =>
      ask('/v1.0/servicePrincipals', 'POST', { appId: (await newApplication()).appId, accountEnabled: true })
  },
  {
    id: 'graph-serviceprincipals-msgraph-200',
    ask: () => ask(`/v1.0/servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20'${GRAPH_APP_ID}')`),
    known: Object.fromEntries(CUT.map((name) => [`body.value[].${name} is extra`, 'The recording leaves it off.']))
  }
]

describe('Microsoft Graph answers as it was recorded', () => {
  compareAll(rows)

  it('with the parts of the challenge in their order', async () => {
    const parts = (header: string | null | undefined): string[] =>
      (header ?? '').match(/(?<= )[\w-]+(?==")|Bearer|PoP/g) ?? []
    const { headers } = (await readRecording('graph-cae-challenge-401')).response
    const answer = await challenged()
    expect(parts(answer.headers.get('www-authenticate'))).toEqual(parts(headers['WWW-Authenticate']))
  })

  it('word for word where the words are telling', async () => {
    const message = (body: unknown): unknown => (body as { error: { message: unknown } }).error.message
    const { body } = (await readRecording('graph-applications-list-403')).response
    const answer = await graph.ask(await graph.appToken(2), '/v1.0/applications')
    expect(message(answer.body)).toBe(message(body))
  })
})
