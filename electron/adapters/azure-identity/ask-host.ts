import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Cloud } from '../../knowledge/clouds.ts'
import { AppFailure } from '../../services/app-failure.ts'
import type { EntraParts } from '../entra/entra-parts.ts'
import { untilAborted } from '../entra/until-aborted.ts'
import type { Http, HttpAnswer } from '../http/http.ts'
import { environmentFor } from './host-environment.ts'
import type { Answered, Asked, Said, StepSaid, Wanted } from './thread-messages.ts'

/** A token that a host gave, with its end in milliseconds since 1970. */
export interface HostToken {
  accessToken: string
  expiresAt: number
}

/** What is asked of the host. */
export interface HostRequest {
  cloud: Cloud
  wanted: Wanted
  scope: string
  signal: AbortSignal
  /** Hears the steps of a chain, with the last answer and the last failure on the way there. */
  onStep?: (said: StepSaid, seen: Pick<HostRefusal, 'answer' | 'failure'>) => void
}

/** No token: in the words of the library, with the last answer and the last failure on the way there. */
export class HostRefusal extends Error {
  readonly answer: HttpAnswer | null
  readonly failure: AppFailure | null

  constructor(message: string, answer: HttpAnswer | null, failure: AppFailure | null) {
    super(message)
    this.answer = answer
    this.failure = failure
  }
}

/** Has Microsoft's library ask the host for a token, on a thread that is ended with the answer or by the signal. */
export async function askHost(
  { http, environment = process.env }: Pick<EntraParts, 'http' | 'environment'>,
  { cloud, wanted, scope, signal, onStep }: HostRequest
): Promise<HostToken> {
  signal.throwIfAborted()
  // Beside this file, in the source and in the bundle.
  const thread = new Worker(join(import.meta.dirname, `identity-thread${extname(import.meta.filename)}`), {
    env: environmentFor(cloud, environment),
    workerData: { wanted, scope, authorityHost: cloud.login, isPrivate: cloud.isPrivate } satisfies Asked
  })
  const stop = new AbortController()
  try {
    return await untilAborted(
      hear(thread, http, { cloud, onStep, signal: AbortSignal.any([signal, stop.signal]) }),
      signal
    )
  } finally {
    stop.abort()
    await thread.terminate()
  }
}

function hear(
  thread: Worker,
  http: Http,
  { cloud, signal, onStep }: Pick<HostRequest, 'cloud' | 'signal'> & { onStep: HostRequest['onStep'] | undefined }
): Promise<HostToken> {
  return new Promise((resolve, reject) => {
    let answer: HttpAnswer | null = null
    let failure: AppFailure | null = null
    const send = async ({ id, body, timeoutMs, ...request }: Extract<Said, { kind: 'request' }>): Promise<void> => {
      const answered = (got: HttpAnswer | null, late = false): void => {
        thread.postMessage({ id, answer: got, late } satisfies Answered)
      }
      try {
        const limit = timeoutMs > 0 ? { timeoutMs } : {}
        const isLocal = !request.url.startsWith(cloud.login)
        answer = await http.send({ ...request, ...(body === null ? {} : { body }), ...limit, cloud, signal, isLocal })
        failure = null
        answered(answer)
      } catch (error) {
        if (!(error instanceof AppFailure)) throw error
        answer = null
        failure = error
        answered(null, error.failure.code === 'timed-out')
      }
    }
    thread.on('message', (said: Said) => {
      if (said.kind === 'request') send(said).catch(reject)
      else if (said.kind === 'token') resolve(said)
      else if (said.kind !== 'refused') onStep?.(said, { answer, failure })
      else reject(new HostRefusal(said.message, answer, failure))
    })
    thread.once('error', reject)
    thread.once('exit', () => {
      reject(new TypeError('The thread that asks the host ended without an answer'))
    })
  })
}
