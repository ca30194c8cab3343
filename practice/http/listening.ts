import type { Server } from 'node:net'

/** Takes the port; from then on a socket that breaks is the client's affair, never the end of the cloud. */
export const listening = (server: Server, port: number, address = '127.0.0.1'): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      server.off('error', reject)
      server.on('error', () => undefined)
      resolve()
    })
  })
