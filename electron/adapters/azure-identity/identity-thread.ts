import { parentPort, workerData } from 'node:worker_threads'
import { ManagedIdentityCredential } from '@azure/identity'
import type { WantedIdentity } from '#contract/model'
import { httpByPort } from './http-by-port.ts'
import type { Asked, Said } from './thread-messages.ts'

/*
 * A thread of its own for each time that a host is asked: Microsoft's library keeps the first host, its way to the network and
 * tokens for as long as it is loaded, and reads the environment, which the practice cloud has another of. `ask-host.ts` starts it.
 */
const { identity, scope } = workerData as Asked
const port = parentPort
if (port === null) throw new TypeError('This file is a thread')

const say = (said: Said): void => {
  port.postMessage(said)
}

/** Azure's own host may be slow to come up; where there is no such host, two more tries do not make one. */
const options = { httpClient: httpByPort(port), retryOptions: { maxRetries: 2 }, sendProbeRequest: true }

function credentialFor({ by, named }: WantedIdentity): ManagedIdentityCredential {
  switch (by) {
    case 'system':
      return new ManagedIdentityCredential(options)
    case 'client-id':
      return new ManagedIdentityCredential({ ...options, clientId: named })
    case 'object-id':
      return new ManagedIdentityCredential({ ...options, objectId: named })
    case 'resource-id':
      return new ManagedIdentityCredential({ ...options, resourceId: named })
  }
}

try {
  const { token: accessToken, expiresOnTimestamp: expiresAt } = await credentialFor(identity).getToken(scope)
  say({ kind: 'token', accessToken, expiresAt })
} catch (error) {
  say({ kind: 'refused', message: error instanceof Error ? error.message : String(error) })
}
