import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { connect } from 'node:net'
import { describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'

const ready = inject('ready')
const trusted = readFileSync(ready.caFile, 'utf8')

/** How a request to a host ends: its status, or why there is none. */
const ask = (host: string, options: { ca?: string; named?: string } = {}): Promise<unknown> =>
  new Promise((resolve) => {
    const { ca, named = host } = options
    const headers = { host: named }
    const asked = request(
      { host, servername: host, path: '/', headers, ...(ca === undefined ? {} : { ca }) },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }
    )
    asked.on('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(code)
    })
    asked.end()
  })

describe('the room', () => {
  it('has no way out', async () => {
    for (const host of ['192.0.2.1', '198.51.100.1', '2001:db8::1']) {
      const code = await new Promise((resolve) => {
        const socket = connect({ host, port: 443 })
        socket.once('error', ({ code: why }: NodeJS.ErrnoException) => {
          resolve(why)
        })
        socket.once('connect', () => {
          resolve('a connection')
        })
      })
      expect(['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']).toContain(code)
    }
    await expect(lookup('example.com')).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/)
  })

  it("has Azure's names on loopback, under certificates that nothing else trusts", async () => {
    const { login, arm, graph, maps, geocatalog, vault, blob } = ready.endpoints
    for (const origin of [login, arm, graph, maps, geocatalog, vault, blob]) {
      const { hostname } = new URL(origin)
      expect(hostname).toMatch(/\.(microsoftonline\.com|azure\.com|microsoft\.com|azure\.net|windows\.net)$/)
      expect((await lookup(hostname)).address).toBe('127.0.0.1')
      expect(await ask(hostname)).toMatch(/SELF_SIGNED_CERT|UNABLE_TO/)
      expect(await ask(hostname, { ca: trusted })).toEqual(expect.any(Number))
    }
    expect(ready.endpoints.imds).toBe('http://169.254.169.254')
  })

  it('answers under no other name', async () => {
    const host = new URL(at(ready.vaults, 0).endpoint).hostname
    expect(await ask(host, { ca: trusted, named: 'localhost' })).toBe(421)
    expect(await ask(host, { ca: trusted, named: 'another.vault.azure.net' })).toBe(421)
  })
})
