import { join } from 'node:path'
import { systemClock } from '../../../electron/adapters/clock.ts'
import type { Http } from '../../../electron/adapters/http/http.ts'
import { createNodeHttp } from '../../../electron/adapters/http/node-http.ts'
import type { Cloud } from '../../../electron/knowledge/clouds.ts'
import { startPracticeCloud, type RunningPracticeCloud } from '../../../practice/cloud.ts'
import { cloudOf } from '../../contract/adapters-on-practice.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { inFolder } from '../in-folder.ts'
import { startWithoutWindow, type StartedApp } from './started-app.ts'

/** The scope that the numbers ask for. */
export const mapsScope = 'https://atlas.microsoft.com/.default'

/** A practice cloud and an install of the app beside it. */
export interface AtPractice {
  cloud: Cloud
  running: RunningPracticeCloud
  /** Starts the app on the install's vault, as another process would after the last one ended. */
  start: () => Promise<StartedApp>
  /** The way that requests go, while it is set. */
  way: { detour: Http['send'] | null }
  /** Seconds by which the app's clock is ahead. */
  clock: { aheadSeconds: number }
  weather: (rules: readonly unknown[]) => Promise<void>
  /** Requests that came over the wire since this was asked last, such as `login POST /…/token`. */
  arrived: () => Promise<string[]>
}

/** Runs the work with both, and clears them away after it. */
export async function atPractice<T>(work: (given: AtPractice) => Promise<T>): Promise<T> {
  const running = await startPracticeCloud()
  try {
    return await inFolder((root) => work(given(running, root)))
  } finally {
    await running.stop()
  }
}

function given(running: RunningPracticeCloud, root: string): AtPractice {
  const cloud = cloudOf(running)
  const keychain = new FakeKeychain()
  const way: AtPractice['way'] = { detour: null }
  const clock = { aheadSeconds: 0 }
  const ours = { now: () => Date.now() + clock.aheadSeconds * 1000, sleep: systemClock.sleep }
  const { url, token } = running.ready.admin
  const authorization = `Bearer ${token}`
  let seen = 0
  return {
    cloud,
    running,
    way,
    clock,
    start: () => {
      // A network of its own too: nothing is remembered but by the vault.
      const node = createNodeHttp(ours)
      const http: Http = { ...node, send: (request) => (way.detour ?? node.send)(request) }
      return startWithoutWindow(cloud, { folder: join(root, 'vault'), keychain, http, clock: ours })
    },
    weather: async (rules) => {
      await fetch(`${url}/faults`, { method: 'POST', headers: { authorization }, body: JSON.stringify(rules) })
    },
    arrived: async () => {
      const answer = await fetch(`${url}/requests?after=${String(seen)}`, { headers: { authorization } })
      const news = (await answer.json()) as { number: number; service: string; method: string; path: string }[]
      seen = news.at(-1)?.number ?? seen
      return news.map(({ service, method, path }) => `${service} ${method} ${path}`)
    }
  }
}
