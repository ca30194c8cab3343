import { request as plainRequest } from 'node:http'
import { Agent, request as tlsRequest } from 'node:https'
import { describe, expect, it } from 'vitest'
import { at, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()

/** Sends a body whose length is not told, as .NET's JsonContent and many streaming clients do. */
const postInChunks = (
  url: string,
  headers: Record<string, string>,
  chunks: readonly string[]
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? tlsRequest : plainRequest
    const sent = request(url, { method: 'POST', headers, ca: fixture.cloud.caPem }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text })
      })
    })
    sent.on('error', reject)
    for (const chunk of chunks) sent.write(chunk)
    sent.end()
  })

describe('bodies in chunks', () => {
  it('are read by every kind of listener', async () => {
    const { login, maps, imds } = fixture.cloud.ready.endpoints
    const { admin } = fixture.cloud.ready
    const app = at(fixture.cloud.ready.apps, 1)
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app.clientId,
      client_secret: app.secret,
      scope: MAPS_SCOPE
    }).toString()
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const token = await postInChunks(`${login}/${app.tenantId}/oauth2/v2.0/token`, type, [
      form.slice(0, 20),
      form.slice(20)
    ])
    expect(token).toMatchObject({ status: 200, text: expect.stringContaining('access_token') as string })
    const key = at(fixture.cloud.ready.maps, 0).primaryKey
    const batch = await postInChunks(`${maps}/geocode:batch?api-version=2026-01-01`, { 'subscription-key': key }, [
      '{"batchItems":',
      '[{"query":"seattle"}]}'
    ])
    expect(batch).toMatchObject({ status: 200, text: expect.stringContaining('"successfulRequests":1') as string })
    const shell = await postInChunks(`${imds}/msi/token`, { metadata: 'true' }, [
      'resource=https://atlas.microsoft.com'
    ])
    expect(shell.status).toBe(200)
    const faults = await postInChunks(`${admin.url}/faults`, { authorization: `Bearer ${admin.token}` }, ['[', ']'])
    expect(faults.status).toBe(200)
  })

  it('are read to their end also where the answer does not want them', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: fixture.cloud.caPem })
    const url = `${fixture.cloud.ready.endpoints.arm}/subscriptions/x/providers/Microsoft.Maps/register`
    const send = (pieces: number): Promise<{ status: number; isReused: boolean }> =>
      new Promise((resolve, reject) => {
        const headers = { 'content-length': String(pieces * 8 * 1024) }
        const sent = tlsRequest(url, { method: 'POST', agent, headers }, (response) => {
          response.resume().on('end', () => {
            resolve({ status: response.statusCode ?? 0, isReused: sent.reusedSocket })
          })
        })
        sent.on('error', reject)
        const piece = 'a'.repeat(8 * 1024)
        let left = pieces
        const write = (): void => {
          left -= 1
          if (left === 0) sent.end(piece)
          else sent.write(piece, () => setTimeout(write, 40))
        }
        write()
      })
    try {
      expect(await send(20)).toEqual({ status: 401, isReused: false })
      expect(await send(1)).toEqual({ status: 401, isReused: true })
    } finally {
      agent.destroy()
    }
  })

  it('are refused where they are too large', async () => {
    const { maps } = fixture.cloud.ready.endpoints
    const answer = await postInChunks(
      `${maps}/geocode:batch`,
      {},
      Array.from({ length: 9 }, () => 'a'.repeat(32 * 1024))
    )
    expect(answer).toEqual({ status: 413, text: 'The request is too large for the practice cloud.' })
  })
})
