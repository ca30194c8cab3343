import { createHash } from 'node:crypto'
import { net, session, type Session } from 'electron'
import type { Clock } from '../../services/ports.ts'
import type { Http } from './http.ts'
import { keepByCloud } from './kept-by-cloud.ts'
import { isTrustedBy } from './private-authority.ts'
import { readCapped } from './read-capped.ts'
import { createHttp, type Carriage, type Carry } from './sender.ts'

/** Chromium's ERR_CERT_AUTHORITY_INVALID. */
const authorityInvalid = -202

/** `Http` on Chromium's network stack: the system's proxy and certificates, or a private cloud's own authority. */
export function createElectronHttp(clock: Clock): Http {
  const sessionFor = keepByCloud<Session>(
    ({ caPem }) => (caPem === null ? session.fromPartition('clouds', { cache: false }) : privateSession(caPem, clock)),
    (old) => void old.closeAllConnections()
  )
  const carry: Carry = (carriage) => carryByChromium(sessionFor(carriage.cloud), carriage)
  return createHttp(carry, clock)
}

function privateSession(caPem: string, clock: Clock): Session {
  const name = createHash('sha256').update(caPem).digest('hex').slice(0, 16)
  const made = session.fromPartition(`private-${name}`, { cache: false })
  made.setCertificateVerifyProc(({ hostname, certificate }, callback) => {
    callback(isTrustedBy(caPem, hostname, certificate.data, clock.now()) ? 0 : authorityInvalid)
  })
  return made
}

function carryByChromium(inSession: Session, { url, method, headers, body, signal }: Carriage): ReturnType<Carry> {
  return new Promise((resolve, reject) => {
    const request = net.request({
      url: url.href,
      method,
      headers,
      session: inSession,
      credentials: 'omit',
      useSessionCookies: false,
      redirect: 'manual',
      cache: 'no-store'
    })
    const stop = (): void => {
      reject(signal.reason as Error)
      request.abort()
    }
    signal.addEventListener('abort', stop, { once: true })
    const end = (): void => {
      signal.removeEventListener('abort', stop)
    }
    request.on('redirect', (status, _method, _to, redirectHeaders) => {
      end()
      resolve({ status, headers: flatten(redirectHeaders), body: '' })
      request.abort()
    })
    request.on('login', (_info, answer) => {
      answer()
    })
    request.on('error', (error) => {
      end()
      reject(error)
    })
    request.on('response', (response) => {
      // At run time it is a Node stream; Electron's types do not say so.
      readCapped(response as unknown as AsyncIterable<Uint8Array>, url.host, response.statusCode)
        .then((text) => {
          resolve({ status: response.statusCode, headers: flatten(response.headers), body: text })
        }, reject)
        .finally(() => {
          end()
          request.abort()
        })
    })
    if (body !== null) request.write(body)
    request.end()
  })
}

function flatten(headers: Record<string, string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value
    ])
  )
}
