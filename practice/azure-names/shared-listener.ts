import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Server, Socket } from 'node:net'
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls'
import { Connections } from '../http/connections.ts'
import type { Listener, ListenerHooks } from '../http/listen.ts'
import { listening } from '../http/listening.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { Site } from '../sites.ts'
import type { TlsMaterial } from '../tls/certificates.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

interface Named {
  site: Site
  hooks: ListenerHooks
  context: SecureContext
  answer: Answer
  sockets: Set<Socket>
}

const plain =
  (status: number, text: string): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
    response.end(text)
  }
const starting = plain(503, 'The practice cloud is starting.')
const misdirected = plain(421, 'The practice cloud answers only under the names of Azure that it was started for.')

const contextOf = ({ keyPem, certPem }: TlsMaterial): SecureContext =>
  createSecureContext({ key: keyPem, cert: certPem })

/** One port that several sites answer on, each by its names: which one is asked, the Host header says. */
export class SharedListener {
  readonly #sites = new Map<string, Named>()
  readonly #connections: Connections[] = []
  readonly #transport: Site['transport']
  readonly #tls: TlsMaterial

  constructor(transport: Site['transport'], tls: TlsMaterial) {
    this.#transport = transport
    this.#tls = tls
  }

  /** Takes the port on each of the addresses. */
  async open(port: number, ...addresses: string[]): Promise<void> {
    for (const address of addresses) {
      const server = this.#transport === 'https' ? this.#httpsServer() : createHttpServer(this.#guard)
      this.#connections.push(new Connections(server))
      await listening(server, port, address)
    }
  }

  /** A site on this port, as if it had a listener of its own. */
  add(site: Site, hooks: ListenerHooks): Listener {
    const named: Named = { site, hooks, context: contextOf(this.#tls), answer: starting, sockets: new Set() }
    for (const host of site.azureHosts) this.#sites.set(host.toLowerCase(), named)
    return {
      port: this.#transport === 'https' ? 443 : 80,
      origin: `${this.#transport}://${site.azureHosts[0] ?? ''}`,
      serve: (app: Hono<PracticeEnv>) => {
        const listener = getRequestListener((request, env) => app.fetch(request, { ...(env as HttpBindings), site }), {
          overrideGlobalObjects: false
        })
        named.answer = (request, response) => {
          void listener(request, response)
        }
      },
      showCertificate: (tls) => {
        named.context = contextOf(tls)
      },
      dropConnections: () => {
        for (const socket of named.sockets) socket.destroy()
      },
      close: () => this.close()
    }
  }

  /** Stops answering under every name of the port. */
  async close(): Promise<void> {
    await Promise.all(this.#connections.splice(0).map((each) => each.close()))
  }

  #httpsServer(): Server {
    const server = createHttpsServer(
      {
        key: this.#tls.keyPem,
        cert: this.#tls.certPem,
        SNICallback: (name, answer) => {
          const named = this.#sites.get(name.toLowerCase())
          // A connection is reset here and not when it is made, because only now it says for whom it is.
          if (named?.hooks.refusesConnection() === true) answer(new Error('Refused.'))
          else answer(null, named?.context)
        }
      },
      this.#guard
    )
    server.on('secureConnection', (socket: TLSSocket) => {
      const named = typeof socket.servername === 'string' ? this.#sites.get(socket.servername) : undefined
      named?.sockets.add(socket)
      socket.once('close', () => named?.sockets.delete(socket))
    })
    server.on('tlsClientError', (_error, socket: TLSSocket) => {
      if (typeof socket.servername === 'string') this.#sites.get(socket.servername)?.hooks.onHandshakeFailed()
      socket.destroy()
    })
    return server
  }

  readonly #guard: Answer = (request, response) => {
    const standard = this.#transport === 'https' ? ':443' : ':80'
    const host = (request.headers.host ?? '').toLowerCase()
    const named = this.#sites.get(host.endsWith(standard) ? host.slice(0, -standard.length) : host)
    if (named !== undefined) {
      named.answer(request, response)
      return
    }
    this.#sites.values().next().value?.hooks.onRefusedHost(request)
    misdirected(request, response)
  }
}
