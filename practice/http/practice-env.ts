import type { HttpBindings } from '@hono/node-server'

/** What a request carries through the services: the socket, and the time as the weather wants it told. */
export interface PracticeEnv {
  Bindings: HttpBindings
  Variables: { nowMs: number; injected: string[] }
}
