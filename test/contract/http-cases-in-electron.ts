import { app } from 'electron'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createElectronHttp } from '../../electron/adapters/http/electron-http.ts'
import { httpCases } from './http-cases.ts'
import type { TlsServer } from './tls-server.ts'

/** What the test process says about the server it keeps. */
type Told = Omit<TlsServer, 'close' | 'paths'>

// Not awaited at the top level: Electron gets ready only once the app's first lines have run.
void app.whenReady().then(runCases)

async function runCases(): Promise<void> {
  const told = JSON.parse(process.env.HTTP_CASES_SERVER ?? '{}') as Told
  const http = createElectronHttp(systemClock)
  const server: TlsServer = { ...told, paths: [], close: () => Promise.resolve() }
  for (const { name, run } of httpCases) {
    let problem: string | null = null
    try {
      await run({ http, server })
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
    process.stdout.write(`${JSON.stringify({ case: name, problem })}\n`)
  }
  app.quit()
}
