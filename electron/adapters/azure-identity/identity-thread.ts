import { parentPort, workerData } from 'node:worker_threads'
import { credentialFor } from './credentials.ts'
import { httpByPort } from './http-by-port.ts'
import type { Asked, Said } from './thread-messages.ts'

/*
 * A thread of its own for each time that a host is asked: Microsoft's library keeps the first host, its way to the network and
 * tokens for as long as it is loaded, and reads the environment, which the practice cloud has another of. `ask-host.ts` starts it.
 */
const { wanted, scope, authorityHost, isPrivate } = workerData as Asked
const port = parentPort
if (port === null) throw new TypeError('This file is a thread')

const say = (said: Said): void => {
  port.postMessage(said)
}
const refuse = (error: unknown): void => {
  say({ kind: 'refused', message: error instanceof Error ? error.message : String(error) })
}

try {
  const options = { httpClient: httpByPort(port), authorityHost, disableInstanceDiscovery: isPrivate }
  const tenantId = wanted.kind === 'step' ? wanted.tenantId : null
  const token = await credentialFor(wanted, options, say).getToken(scope, tenantId === null ? {} : { tenantId })
  if (token === null) refuse('No token')
  else say({ kind: 'token', accessToken: token.token, expiresAt: token.expiresOnTimestamp })
} catch (error) {
  refuse(error)
}
