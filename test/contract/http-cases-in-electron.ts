import { systemClock } from '../../electron/adapters/clock.ts'
import { createElectronHttp } from '../../electron/adapters/http/electron-http.ts'
import { runCases } from './cases-in-electron.ts'
import { httpCases, type HttpSubject } from './http-cases.ts'
import type { TlsServer } from './tls-server.ts'

runCases(httpCases, (told): HttpSubject => {
  return {
    http: createElectronHttp(systemClock),
    server: { ...(told as Omit<TlsServer, 'close' | 'paths'>), paths: [], close: () => Promise.resolve() }
  }
})
