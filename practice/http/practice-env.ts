import type { HttpBindings } from '@hono/node-server'
import type { Site } from '../sites.ts'

/** What a request carries through the services: the socket, the site it came to, and the time as the weather wants it told. */
export interface PracticeEnv {
  Bindings: HttpBindings & { site: Site }
  Variables: { nowMs: number; injected: string[] }
}
