import { afterAll, beforeAll, describe, it } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createNodeHttp } from '../../electron/adapters/http/node-http.ts'
import { httpCases } from './http-cases.ts'
import { startTlsServer, type TlsServer } from './tls-server.ts'

describe('Http on Node', () => {
  const http = createNodeHttp(systemClock)
  let server: TlsServer
  beforeAll(async () => {
    server = await startTlsServer()
  })
  afterAll(() => server.close())
  for (const { name, run } of httpCases) {
    // The cases assert with node:assert, so that they run inside Electron too.
    it(name, () => run({ http, server }))
  }
})
