import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { request } from 'node:https'
import { Hono } from 'hono'
import { afterEach, describe, expect, it } from 'vitest'
import { azureNames, hostsFile, IMDS_ADDRESS } from '../../../practice/azure-names/names.ts'
import { requireNames } from '../../../practice/azure-names/require-names.ts'
import { SharedListener } from '../../../practice/azure-names/shared-listener.ts'
import type { ListenerHooks } from '../../../practice/http/listen.ts'
import type { PracticeEnv } from '../../../practice/http/practice-env.ts'
import { type Site, sitesOf } from '../../../practice/sites.ts'
import { makeTlsMaterial } from '../../../practice/tls/certificates.ts'
import { makeDefaultWorld } from '../../../practice/world/default-world.ts'

const names = azureNames(sitesOf(makeDefaultWorld()))

/** A machine where the names lead where they are said to, and the others to loopback. */
const machine = (elsewhere: Record<string, string[]>, own: string[] = [IMDS_ADDRESS]) => ({
  addressesOf: (name: string) => Promise.resolve(elsewhere[name] ?? ['127.0.0.1']),
  ownAddresses: () => own
})

describe("Azure's own names", () => {
  it('are those of the services and of the resources of the world, one line of a hosts file each', () => {
    const lines = hostsFile(makeDefaultWorld()).split('\n')
    for (const name of [
      ...['login.microsoftonline.com', 'login.windows.net', 'management.azure.com', 'graph.microsoft.com'],
      ...['atlas.microsoft.com', 'us.atlas.microsoft.com', 'eu.atlas.microsoft.com', 'contoso-gis-kv.vault.azure.net'],
      'contoso-imagery.practice.eastus.geocatalog.spatio.azure.com'
    ])
      expect(lines).toContain(`127.0.0.1 ${name}`)
    expect(lines.filter((line) => /^127\.0\.0\.1 \d/.test(line))).toEqual([])
  })

  it('are taken only where all of them lead to loopback', async () => {
    await expect(requireNames(names, machine({}))).resolves.toBeUndefined()
    await expect(requireNames(names, machine({ 'graph.microsoft.com': ['127.0.0.1', '::1'] }))).resolves.toBeUndefined()
    const wrong: [Record<string, string[]>, RegExp][] = [
      [
        { 'graph.microsoft.com': ['20.1.2.3'] },
        /graph\.microsoft\.com leads to 20\.1\.2\.3\.\n[^]*\n {2}127\.0\.0\.1 graph/
      ],
      [{ 'graph.microsoft.com': ['127.0.0.1', '20.1.2.3'] }, /leads to 127\.0\.0\.1, 20\.1\.2\.3/],
      [{ 'graph.microsoft.com': [] }, /graph\.microsoft\.com is not known here/],
      [{ 'graph.microsoft.com': ['::1'] }, /leads to ::1/],
      [{ 'graph.microsoft.com': ['10.0.0.1'], 'atlas.microsoft.com': ['10.0.0.1'] }, /and 1 more do not lead/]
    ]
    for (const [elsewhere, says] of wrong) await expect(requireNames(names, machine(elsewhere))).rejects.toThrow(says)
    await expect(requireNames(names, machine({}, ['127.0.0.1']))).rejects.toThrow(/ip address add 169\.254\.169\.254/)
  })

  it('are in the certificate only where they were asked for', async () => {
    const [plain, named] = await Promise.all([makeTlsMaterial(), makeTlsMaterial({ names })])
    expect(new X509Certificate(plain.certPem).subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1')
    const certificate = new X509Certificate(named.certPem)
    for (const name of names) expect(certificate.checkHost(name)).toBe(name)
  })
})

describe('one port for all names', () => {
  let listener: SharedListener | undefined
  afterEach(() => listener?.close())

  const site = (key: string, ...azureHosts: string[]): Site => ({
    ...{ key, service: 'maps', transport: 'https', offset: 0 },
    azureHosts
  })
  const freePort = async (): Promise<number> => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    return port
  }
  const app = (text: string): Hono<PracticeEnv> => {
    const made = new Hono<PracticeEnv>()
    made.get('/', (c) => c.text(text))
    return made
  }

  it('answers by the Host header, refuses other names, and follows the weather of each site', async () => {
    const tls = await makeTlsMaterial({ names: ['a.example', 'b.example'] })
    const refusedHosts: (string | undefined)[] = []
    let isRefusing = false
    const hooks: ListenerHooks = {
      onRefusedHost: ({ headers }) => refusedHosts.push(headers.host),
      refusesConnection: () => isRefusing,
      onHandshakeFailed: () => undefined
    }
    listener = new SharedListener('https', tls)
    const a = listener.add(site('a', 'a.example'), hooks)
    listener.add(site('b', 'b.example'), { ...hooks, refusesConnection: () => false }).serve(app('b'))
    a.serve(app('a'))
    const port = await freePort()
    await listener.open(port, '127.0.0.1')
    const ask = (servername: string, host = servername): Promise<[number | undefined, string]> =>
      new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port, servername, headers: { host }, ca: tls.caPem, agent: false as const }
        request(options, (answer) => {
          let text = ''
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
          answer.on('end', () => {
            resolve([answer.statusCode, text])
          })
        })
          .on('error', reject)
          .end()
      })
    expect(await ask('a.example')).toEqual([200, 'a'])
    expect(await ask('b.example', 'B.example:443')).toEqual([200, 'b'])
    expect((await ask('a.example', 'localhost'))[0]).toBe(421)
    expect((await ask('a.example', 'a.example.evil'))[0]).toBe(421)
    expect(refusedHosts).toEqual(['localhost', 'a.example.evil'])
    isRefusing = true
    await expect(ask('a.example')).rejects.toThrow()
    expect(await ask('b.example')).toEqual([200, 'b'])
    isRefusing = false
    a.showCertificate(await makeTlsMaterial({ caName: 'Another', names: ['a.example'] }))
    await expect(ask('a.example')).rejects.toThrow(/self-signed|unable to verify|issuer/)
    expect(await ask('b.example')).toEqual([200, 'b'])
  })
})
