import type { Context } from 'hono'
import { randomUUID } from 'node:crypto'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { VaultError } from './vault-error.ts'

/** The headers of every answer of a vault. */
export const serviceHeaders = (c: Context<PracticeEnv>): void => {
  c.header('Cache-Control', 'no-cache')
  c.header('Pragma', 'no-cache')
  c.header('Expires', '-1')
  c.header('x-ms-keyvault-region', 'eastus')
  c.header('x-ms-keyvault-network-info', 'conn_type=Ipv4;addr=127.0.0.1;act_addr_fam=InterNetwork;')
  c.header('x-ms-keyvault-service-version', '1.9.3070.1')
  c.header('x-ms-request-id', randomUUID())
  const clientRequestId = c.req.header('x-ms-client-request-id')
  if (clientRequestId !== undefined) c.header('x-ms-client-request-id', clientRequestId)
}

/** An answer of a vault. */
export const answer = (c: Context<PracticeEnv>, body: unknown, status: 200 | VaultError['status'] = 200): Response => {
  serviceHeaders(c)
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/json; charset=utf-8' })
}
