import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startApp, type RunningApp } from './app.ts'
import type { Practice } from './practice.ts'
import { startRecordingProxy, type RecordingProxy } from './recording-proxy.ts'

/** The app on a data folder, and the proxy through which Chromium sends everything that it sends. */
export interface RecordedApp extends RunningApp {
  proxy: RecordingProxy
  /** Every `host:port` of the practice cloud. */
  known: ReadonlySet<string>
}

/** Starts both: the practice cloud's description names the proxy's authority first, whose certificates the app then takes. */
export async function startRecorded(
  { home, practice, temp }: { home: string; practice: Practice; temp: string },
  trace?: string
): Promise<RecordedApp> {
  const { endpoints, geocatalogs, caFile } = practice.ready
  const origins = [...Object.values({ ...endpoints }), ...geocatalogs.map(({ endpoint }) => endpoint)]
  const known = new Set(origins.filter((origin) => URL.canParse(origin)).map((origin) => new URL(origin).host))
  const upstreamCaPem = await readFile(caFile, 'utf8')
  const proxy = await startRecordingProxy(known, upstreamCaPem)
  const file = join(home, 'practice.json')
  const description = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  await writeFile(file, JSON.stringify({ ...description, caPem: `${proxy.caPem}${upstreamCaPem}` }))
  const address = `http://127.0.0.1:${String(proxy.port)}`
  // Chromium's word for: this computer's own addresses too.
  const env = { https_proxy: address, http_proxy: address, no_proxy: '<-loopback>', TMPDIR: temp }
  const running = await startApp(home, env, trace)
  return {
    ...running,
    proxy,
    known,
    close: async () => {
      await running.close()
      await proxy.close()
    }
  }
}
