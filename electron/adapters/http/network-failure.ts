import type { Failure } from '#contract/failure'
import { hasInterface } from './connection.ts'

type WayFailure = 'offline' | 'host-not-found' | 'unreachable' | 'certificate-untrusted'

/** Codes of Node (`ENOTFOUND`, OpenSSL's names) and of Chromium (`ERR_…` after `net::`). */
const wayFailures: readonly [RegExp, WayFailure][] = [
  [
    /^(ENETUNREACH|ENETDOWN|EAI_AGAIN|ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_NETWORK_ACCESS_DENIED)$/,
    'offline'
  ],
  [/^(ENOTFOUND|EAI_NONAME|ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED)$/, 'host-not-found'],
  [/^(ERR_CERT_|CERT_|ERR_TLS_CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_|UNABLE_TO_)/, 'certificate-untrusted']
]

/** Words what a network stack threw. */
export function networkFailure(error: unknown, host: string, isConnected: () => boolean = hasInterface): Failure {
  const code = errorCode(error)
  const found = wayFailures.find(([pattern]) => pattern.test(code))?.[1] ?? 'unreachable'
  // Without any network a name cannot be looked up, and the name is not to blame.
  if (found === 'offline' || (found === 'host-not-found' && !isConnected())) return { code: 'offline' }
  return { code: found, host }
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && !code.startsWith('UND_')) return code
  const chromium = /net::(ERR_[A-Z_]+)/.exec(error.message)?.[1]
  if (chromium !== undefined) return chromium
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0])
  return error.cause === undefined ? '' : errorCode(error.cause)
}
