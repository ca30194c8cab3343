import { readFile, stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { withPracticeCloud } from '../../clients/practice-fixture.ts'
import { identityAsker, METADATA, RESOURCE } from './ask-identity.ts'

const fixture = withPracticeCloud()
const { appService, identity } = identityAsker(fixture)

describe('Azure Arc', () => {
  const arc = async (query: string, authorization?: string) => {
    const response = await fetch(`${fixture.cloud.ready.arc.endpoint}${query}`, {
      headers: { ...METADATA, ...(authorization === undefined ? {} : { authorization }) }
    })
    return { response, body: (await response.json()) as Record<string, string> }
  }
  const keyFile = async (): Promise<string> => {
    const { response } = await arc(`?api-version=2020-06-01&resource=${RESOURCE}`)
    expect(response.status).toBe(401)
    return response.headers.get('www-authenticate')?.split('Basic realm=')[1] ?? ''
  }

  it('wants the content of a file that only this user can read, and takes it for a while', async () => {
    const path = await keyFile()
    expect(path).toMatch(/\.key$/)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const key = await readFile(path, 'utf8')
    const query = `?api-version=2020-06-01&resource=${RESOURCE}&object_id=${identity(1).objectId}`
    const { response, body } = await arc(query, `Basic ${key}`)
    expect(response.status).toBe(200)
    expect(body).toMatchObject({ object_id: identity(1).objectId, client_id: identity(1).clientId })
    await fixture.weather([{ match: { service: 'imds' }, do: { kind: 'clock', offsetSeconds: 301 } }])
    expect((await arc(query, `Basic ${key}`)).response.status).toBe(401)
    await expect(stat(path)).rejects.toThrow()
    await fixture.weather([])
    expect((await arc(query, 'Basic wrong')).response.status).toBe(401)
    expect(JSON.stringify(await fixture.requests())).not.toContain(key)
  })

  it('does not know every identity', async () => {
    const key = await readFile(await keyFile(), 'utf8')
    const { response } = await arc(`?api-version=2020-06-01&resource=${RESOURCE}&client_id=x`, `Basic ${key}`)
    expect([response.status, response.headers.get('x-emulated-guess')]).toEqual([404, '1'])
  })
})

describe('Azure Machine Learning and Service Fabric', () => {
  it('give tokens to programs that know the secret', async () => {
    const { machineLearning, serviceFabric } = fixture.cloud.ready
    const learning = (query: string, secret: string) =>
      fetch(`${machineLearning.endpoint}?api-version=2017-09-01&resource=${RESOURCE}${query}`, { headers: { secret } })
    expect(await (await learning('', machineLearning.secret)).json()).toMatchObject({ client_id: identity(0).clientId })
    expect(await (await learning(`&clientid=${identity(1).clientId}`, machineLearning.secret)).json()).toMatchObject({
      client_id: identity(1).clientId
    })
    expect((await learning('', 'wrong')).status).toBe(401)
    expect(serviceFabric.thumbprint).toMatch(/^[\dA-F]{40}$/)
    const fabric = await fixture.fetch(
      `${serviceFabric.endpoint}?api-version=2019-07-01-preview&resource=${RESOURCE}&resource_id=${encodeURIComponent(identity(1).resourceId)}`,
      { headers: { secret: serviceFabric.header } }
    )
    expect(await fabric.json()).toMatchObject({ client_id: identity(1).clientId })
  })
})

describe('App Service', () => {
  it('gives a token of the chosen identity', async () => {
    const { clientId, resourceId } = identity(1)
    const query = `?api-version=2019-08-01&resource=${RESOURCE}&mi_res_id=${encodeURIComponent(resourceId.toUpperCase())}`
    expect((await appService(query)).body).toMatchObject({
      client_id: clientId,
      resource: 'https://atlas.microsoft.com'
    })
  })

  it.each([
    ['another header', `?api-version=2019-08-01&resource=${RESOURCE}`, 'wrong', 401],
    ['another version', `?api-version=2017-09-01&resource=${RESOURCE}`, undefined, 400],
    ['no resource', '?api-version=2019-08-01', undefined, 400],
    ['an unknown identity', `?api-version=2019-08-01&resource=${RESOURCE}&client_id=x`, undefined, 400]
  ])('refuses %s', async (_name, query, header, status) => {
    const answer = await appService(query, header)
    expect([answer.status, answer.body.statusCode]).toEqual([status, status])
  })
})
