import * as tls from 'node:tls'
import { Agent, EnvHttpProxyAgent, request, type Dispatcher } from 'undici'
import type { Clock } from '../../services/ports.ts'
import type { Http } from './http.ts'
import { keepByCloud } from './kept-by-cloud.ts'
import { readCapped } from './read-capped.ts'
import { createHttp, type Carry } from './sender.ts'

/** `Http` on Node: proxies from the environment, certificates of the system, or a private cloud's own authority. */
export function createNodeHttp(clock: Clock): Http {
  const dispatcherFor = keepByCloud<Dispatcher>(
    ({ caPem }) => (caPem === null ? publicDispatcher() : new Agent({ connect: { ca: caPem } })),
    (old) => void old.close()
  )
  const direct = new Agent()
  const carry: Carry = async ({ cloud, url, method, headers, body, signal }) => {
    // What is on the link is not behind a proxy.
    const dispatcher = url.protocol === 'http:' ? direct : dispatcherFor(cloud)
    const answer = await request(url, { dispatcher, method, headers, body, signal })
    const text = await readCapped(answer.body, url.host, answer.statusCode)
    return { status: answer.statusCode, headers: flatten(answer.headers), body: text }
  }
  return createHttp(carry, clock)
}

function publicDispatcher(): Dispatcher {
  // Companies that inspect TLS put their root into the system's store, which Node leaves aside unless asked.
  const ca = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]
  return new EnvHttpProxyAgent({ connect: { ca }, requestTls: { ca }, proxyTls: { ca } })
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]]
    )
  )
}
