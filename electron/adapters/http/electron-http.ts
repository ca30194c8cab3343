import { createHash } from 'node:crypto'
import { net, session, type Certificate, type Session } from 'electron'
import type { Cloud } from '../../knowledge/clouds.ts'
import type { Clock } from '../../services/ports.ts'
import type { Http } from './http.ts'
import { isTrustedBy } from './private-authority.ts'
import { readCapped } from './read-capped.ts'
import { createHttp, type Carriage, type Carry } from './sender.ts'

/** Chromium's ERR_CERT_AUTHORITY_INVALID. */
const authorityInvalid = -202

/** `Http` on Chromium's network stack: the system's proxy and certificates, or a private cloud's own authority. */
export function createElectronHttp(clock: Clock): Http {
  const sessions = new Map<string | null, Session>()
  const sessionFor = (cloud: Cloud): Session => {
    const known = sessions.get(cloud.caPem)
    if (known !== undefined) return known
    const made =
      cloud.caPem === null ? session.fromPartition('clouds', { cache: false }) : privateSession(cloud.caPem, clock)
    sessions.set(cloud.caPem, made)
    return made
  }
  const carry: Carry = (carriage) => carryByChromium(sessionFor(carriage.cloud), carriage)
  return createHttp(carry, clock)
}

function privateSession(caPem: string, clock: Clock): Session {
  const name = createHash('sha256').update(caPem).digest('hex').slice(0, 16)
  const made = session.fromPartition(`private-${name}`, { cache: false })
  made.setCertificateVerifyProc(({ hostname, certificate }, callback) => {
    const isTrusted = isTrustedBy(caPem, hostname, certificate.data, chainOf(certificate), clock.now())
    callback(isTrusted ? 0 : authorityInvalid)
  })
  return made
}

function chainOf(certificate: Certificate): string[] {
  const pems: string[] = []
  // A self-signed certificate is its own issuer in some versions.
  for (let above = issuerOf(certificate); above !== null && pems.length < 8; above = issuerOf(above))
    pems.push(above.data)
  return pems
}

function issuerOf(certificate: Certificate): Certificate | null {
  const { issuerCert } = certificate as { issuerCert?: Certificate }
  return issuerCert === undefined || issuerCert.data === '' || issuerCert.data === certificate.data ? null : issuerCert
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
