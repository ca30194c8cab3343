import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Agent, request } from 'undici'
import { startPracticeCloud } from '../../practice/cloud.ts'
import { makeTlsMaterial } from '../../practice/tls/certificates.ts'
import type { WorldName } from '../../practice/world/worlds.ts'
import { percentile, repeat, timeMs, type Figures } from './measure.ts'

const starts = 7
const requests = 400
const atOnce = 8

/** Start time of the practice cloud with a small and a large world, and token requests against a bare Node HTTPS server in the same run. */
export async function practice(): Promise<Figures> {
  const tokens = await tokensPerSecond('default')
  const largeTokens = await tokensPerSecond('large')
  const bare = await bareAnswersPerSecond()
  return {
    startP50Ms: await startMs('default'),
    startLargeMs: await startMs('large'),
    tokensPerSecond: tokens,
    largeTokensPerSecond: largeTokens,
    bareAnswersPerSecond: bare,
    ratio: bare / tokens
  }
}

async function startMs(world: WorldName): Promise<number> {
  const startTimes = await repeat(starts, async () => {
    const started = performance.now()
    const cloud = await startPracticeCloud({ world })
    const took = performance.now() - started
    await cloud.stop()
    return took
  })
  return percentile(startTimes, 0.5)
}

async function tokensPerSecond(world: WorldName): Promise<number> {
  const cloud = await startPracticeCloud({ world })
  try {
    const [app] = cloud.ready.apps
    if (app === undefined) throw new Error('The default world has no application')
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app.clientId,
      client_secret: app.secret,
      scope: 'https://atlas.microsoft.com/.default'
    }).toString()
    return await answersPerSecond(`${cloud.ready.endpoints.login}/${app.tenantId}/oauth2/v2.0/token`, cloud.caPem, body)
  } finally {
    await cloud.stop()
  }
}

async function bareAnswersPerSecond(): Promise<number> {
  const { caPem, certPem, keyPem } = await makeTlsMaterial()
  const server = createServer({ cert: certPem, key: keyPem }, (incoming, answer) => {
    incoming.resume().on('end', () => answer.end('{}'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    return await answersPerSecond(`https://localhost:${String(port)}/`, caPem, 'a=b')
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function answersPerSecond(url: string, ca: string, body: string): Promise<number> {
  const dispatcher = new Agent({ connections: atOnce, connect: { ca } })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const post = async (): Promise<void> => {
    const answer = await request(url, { method: 'POST', headers, body, dispatcher })
    await answer.body.dump()
    if (answer.statusCode !== 200) throw new Error(`Answered ${String(answer.statusCode)}`)
  }
  await post()
  const tookMs = await timeMs(() =>
    Promise.all(Array.from({ length: atOnce }, () => repeat(requests / atOnce, () => timeMs(post))))
  )
  await dispatcher.close()
  return requests / (tookMs / 1000)
}
