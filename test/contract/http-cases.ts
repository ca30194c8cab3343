import assert from 'node:assert/strict'
import { azureClouds, type Cloud } from '../../electron/knowledge/clouds.ts'
import type { Http } from '../../electron/adapters/http/http.ts'
import { AppFailure } from '../../electron/services/app-failure.ts'
import type { TlsServer } from './tls-server.ts'

/** What the cases work with: an `Http` and a server whose authority only `cloud` trusts. */
export interface HttpSubject {
  http: Http
  server: TlsServer
}

/** A cloud whose hosts are trusted by this authority alone. */
export function privateCloud(caPem: string): Cloud {
  return { ...azureClouds.public, name: 'practice', isPrivate: true, caPem }
}

/** The failure code that work ends with, or `none`. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof AppFailure ? error.failure.code : String(error)
  }
}

/** What every `Http` does, for any test runner. */
export const httpCases: readonly { name: string; run: (subject: HttpSubject) => Promise<void> }[] = [
  {
    name: 'sends method, headers and body, and answers status, headers and body',
    run: async ({ http, server }) => {
      const cloud = privateCloud(server.caPem)
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-ms-client-id': 'c1' }
      const answer = await http.send({ cloud, url: `${server.origin}/echo?a=1`, method: 'POST', headers, body: 'x=ü' })
      assert.equal(answer.status, 201)
      assert.equal(answer.headers['x-echo'], 'yes')
      assert.equal(answer.host, new URL(server.origin).host)
      const seen = JSON.parse(answer.body) as {
        method: string
        url: string
        body: string
        headers: Record<string, string>
      }
      assert.deepEqual([seen.method, seen.url, seen.body], ['POST', '/echo?a=1', 'x=ü'])
      assert.equal(seen.headers['x-ms-client-id'], 'c1')
      assert.equal(seen.headers.cookie, undefined)
    }
  },
  {
    name: 'keeps no cookie',
    run: async ({ http, server }) => {
      const cloud = privateCloud(server.caPem)
      await http.send({ cloud, url: `${server.origin}/cookie`, method: 'GET' })
      const again = await http.send({ cloud, url: `${server.origin}/echo`, method: 'GET' })
      const seen = JSON.parse(again.body) as { headers: Record<string, string> }
      assert.equal(seen.headers.cookie, undefined)
    }
  },
  {
    name: 'answers a redirect and does not follow it',
    run: async ({ http, server }) => {
      const cloud = privateCloud(server.caPem)
      const answer = await http.send({ cloud, url: `${server.origin}/redirect`, method: 'GET' })
      assert.equal(answer.status, 302)
      assert.equal(server.paths.includes('/redirected'), false)
    }
  },
  {
    name: 'trusts a private authority for its own cloud only',
    run: async ({ http, server }) => {
      const url = `${server.origin}/echo`
      assert.equal(await codeOf(http.send({ cloud: azureClouds.public, url, method: 'GET' })), 'certificate-untrusted')
      const other = privateCloud(server.otherCaPem)
      assert.equal(await codeOf(http.send({ cloud: other, url, method: 'GET' })), 'certificate-untrusted')
      assert.equal(await codeOf(http.send({ cloud: privateCloud(server.caPem), url, method: 'GET' })), 'none')
    }
  },
  {
    name: 'says unreachable where nothing listens or the connection is cut',
    run: async ({ http, server }) => {
      const cloud = privateCloud(server.caPem)
      assert.equal(await codeOf(http.send({ cloud, url: server.deadOrigin, method: 'GET' })), 'unreachable')
      assert.equal(await codeOf(http.send({ cloud, url: `${server.origin}/cut`, method: 'GET' })), 'unreachable')
    }
  },
  {
    name: 'gives up on a server that says nothing',
    run: async ({ http, server }) => {
      const cloud = privateCloud(server.caPem)
      const silent = http.send({ cloud, url: `${server.origin}/hang`, method: 'GET', timeoutMs: 300 })
      assert.equal(await codeOf(silent), 'timed-out')
      const stuck = http.send({ cloud, url: `${server.origin}/half`, method: 'GET', timeoutMs: 300 })
      assert.equal(await codeOf(stuck), 'timed-out')
    }
  },
  {
    name: 'stops at once when cancelled',
    run: async ({ http, server }) => {
      const cloud = privateCloud(server.caPem)
      const stop = new AbortController()
      const sent = http.send({ cloud, url: `${server.origin}/hang`, method: 'GET', signal: stop.signal })
      setTimeout(() => {
        stop.abort()
      }, 50)
      assert.equal(await codeOf(sent), 'cancelled')
      const late = http.send({ cloud, url: `${server.origin}/echo`, method: 'GET', signal: stop.signal })
      assert.equal(await codeOf(late), 'cancelled')
    }
  },
  {
    name: 'reads no more than five megabytes',
    run: async ({ http, server }) => {
      const cloud = privateCloud(server.caPem)
      const sent = http.send({ cloud, url: `${server.origin}/endless`, method: 'GET' })
      assert.equal(await codeOf(sent), 'answer-not-understood')
    }
  },
  {
    name: 'tells how far the clock is from the cloud',
    run: async ({ http, server }) => {
      const cloud = privateCloud(server.caPem)
      await http.send({ cloud, url: `${server.origin}/yesterday`, method: 'GET' })
      const offset = http.clockOffsetSeconds('practice') ?? 0
      assert.ok(Math.abs(offset - 86_400) < 60, `offset ${String(offset)}`)
      assert.equal(http.clockOffsetSeconds('china'), null)
    }
  },
  {
    name: 'sends nothing without TLS',
    run: async ({ http, server }) => {
      const url = server.origin.replace('https:', 'http:')
      await assert.rejects(http.send({ cloud: azureClouds.public, url, method: 'GET' }), TypeError)
    }
  }
]
