import type { Server, Socket } from 'node:net'

/** The open connections of a server, whatever is spoken on them: Node's own list lacks tunnels and TLS handshakes. */
export class Connections {
  readonly #server: Server
  readonly #open = new Set<Socket>()

  constructor(server: Server) {
    this.#server = server.on('connection', (socket) => {
      this.#open.add(socket)
      socket.once('close', () => this.#open.delete(socket))
    })
  }

  /** Ends them; new ones are taken. */
  drop(): void {
    for (const socket of this.#open) socket.destroy()
  }

  /** Ends them, and takes no more. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve()
      })
      this.drop()
    })
  }
}
