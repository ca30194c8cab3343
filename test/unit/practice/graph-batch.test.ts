import { beforeAll, describe, expect, it } from 'vitest'
import { withPracticeCloud } from '../../clients/practice-fixture.ts'
import { graphAsker, type GraphAnswer } from './ask-graph.ts'

const fixture = withPracticeCloud()
const graph = graphAsker(fixture)
let ann = ''
beforeAll(async () => {
  ann = await graph.personToken(0)
})

interface StepAnswer {
  id: string
  status: number
  headers: Record<string, string>
  body?: Record<string, unknown> & { error?: { code: string } }
}

const json = { 'Content-Type': 'application/json' }
const send = (requests: unknown, token = ann): Promise<GraphAnswer> =>
  graph.send(token, 'POST', '/v1.0/$batch', { requests })
const answersOf = async (requests: unknown, token = ann): Promise<StepAnswer[]> => {
  const { status, body } = await send(requests, token)
  expect(status).toBe(200)
  return body.responses as StepAnswer[]
}

describe('$batch', () => {
  it('answers each request by itself, with 200 around them whatever they say', async () => {
    const answers = await answersOf([
      { id: 'me', method: 'GET', url: '/me?$select=userPrincipalName' },
      { id: 'nobody', method: 'get', url: 'users/nobody@contoso.com' },
      { id: 'count', method: 'GET', url: '/users/$count', headers: { ConsistencyLevel: 'eventual' } }
    ])
    expect(answers.map(({ id, status }) => [id, status])).toEqual([
      ['me', 200],
      ['nobody', 404],
      ['count', 200]
    ])
    expect(answers[0]?.body).toMatchObject({ userPrincipalName: 'ann@contoso.com' })
    expect(answers[0]?.headers).toMatchObject({ 'OData-Version': '4.0' })
    expect(answers[1]?.body?.error?.code).toBe('Request_ResourceNotFound')
    const people = await graph.ask(ann, '/v1.0/users/$count', { headers: { ConsistencyLevel: 'eventual' } })
    expect(answers[2]?.body).toBe(Buffer.from(String(people.body.text)).toString('base64'))
  })

  it('writes in order, and fails what depends on a failure', async () => {
    const answers = await answersOf([
      { id: '1', method: 'POST', url: '/applications', headers: json, body: { displayName: 'Made in a batch' } },
      {
        id: '2',
        method: 'GET',
        url: "/applications?$filter=displayName eq 'Made in a batch'",
        dependsOn: ['1']
      },
      { id: '3', method: 'DELETE', url: '/applications/00000000-1111-2222-3333-444444444444' },
      {
        id: '4',
        method: 'POST',
        url: '/applications',
        headers: json,
        body: { displayName: 'Never' },
        dependsOn: ['3']
      },
      { id: '5', method: 'GET', url: '/me', dependsOn: ['4'] }
    ])
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 404, 424, 424])
    expect(answers[1]?.body?.value).toMatchObject([{ displayName: 'Made in a batch' }])
    expect(fixture.cloud.world.applications.some(({ displayName }) => displayName === 'Never')).toBe(false)
    const made = String(answers[0]?.body?.id)
    const [gone] = await answersOf([{ id: '1', method: 'DELETE', url: `/applications/${made}` }])
    expect(gone).toMatchObject({ status: 204 })
    expect(gone).not.toHaveProperty('body')
  })

  it('gives nobody more rights than the requests one by one', async () => {
    const carl = await graph.personToken(2)
    const forged = { authorization: `Bearer ${ann}`, ...json }
    const [denied] = await answersOf(
      [{ id: '1', method: 'POST', url: '/applications', headers: forged, body: { displayName: 'Not carl' } }],
      carl
    )
    expect(denied).toMatchObject({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } })
    const outside = await graph.ask('', '/v1.0/$batch', { method: 'POST', body: '{}' })
    expect(outside.status).toBe(401)
  })

  const me = (id: number): unknown => ({ id: String(id), method: 'GET', url: '/me' })
  it.each([
    ['no requests', [], 'Invalid batch payload format.'],
    ['something else', 'x', 'Invalid batch payload format.'],
    [
      'a whole address',
      [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/me' }],
      'Invalid batch payload'
    ],
    ['another host', [{ id: '1', method: 'GET', url: '//elsewhere.example/me' }], 'Invalid batch payload'],
    ['a batch in a batch', [{ id: '1', method: 'POST', url: '/%24batch', headers: json, body: {} }], 'Invalid batch'],
    ['a broken header', [{ id: '1', method: 'GET', url: '/me', headers: { a: 'b\r\nc: d' } }], 'Invalid batch payload'],
    ['21 requests', Array.from({ length: 21 }, (_, index) => me(index)), 'inside batch exceed the limit'],
    ['an id twice', [me(1), me(1)], 'Request Id 1 has to be unique in a batch.'],
    ['a body without its type', [{ id: '1', method: 'POST', url: '/groups', body: {} }], 'Content-Type header or body'],
    ['a later dependency', [{ id: '1', method: 'GET', url: '/me', dependsOn: ['2'] }, me(2)], 'Invalid dependency']
  ])('refuses %s as a whole', async (_what, requests, words) => {
    const { status, body } = await send(requests)
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { code: 'BadRequest', message: expect.stringContaining(words) as string } })
  })

  it('takes twenty', async () => {
    expect(await answersOf(Array.from({ length: 20 }, (_, index) => me(index)))).toHaveLength(20)
  })
})
