import { randomUUID } from 'node:crypto'
import type { Http, HttpRequest } from '../../../electron/adapters/http/http.ts'

const hour = 3600

/**
 * Entra ID that gives everybody everything, in tokens which say for whom, by whom and where they were made, each another one.
 * Whoever enters a device code is this user: object ID and home tenant with a slash between.
 */
export function mintingEntra(user = ''): Http {
  return {
    clockOffsetSeconds: () => null,
    send: (request) => {
      const { host, pathname } = new URL(request.url)
      const body = JSON.stringify(answer(request, host, pathname, user))
      return Promise.resolve({ host, status: 200, headers: { 'content-type': 'application/json' }, body, latencyMs: 0 })
    }
  }
}

function answer(
  { method, body = '' }: HttpRequest,
  host: string,
  pathname: string,
  user: string
): Record<string, unknown> {
  const tenant = pathname.split('/')[1] ?? ''
  if (method === 'GET') return { issuer: `https://${host}/${tenant}/v2.0`, authorization_endpoint: `https://${host}/` }
  const form = new URLSearchParams(body)
  if (pathname.endsWith('/devicecode')) {
    const code = { user_code: 'CODE', device_code: user, verification_uri: `https://${host}/code` }
    return { ...code, expires_in: 900, interval: 1, message: '' }
  }
  const name = form.get('device_code') ?? form.get('refresh_token')
  const client = form.get('client_id')
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope.includes('/'))
  const now = Math.floor(Date.now() / 1000)
  const claims = { jti: randomUUID(), iss: host, azp: client, iat: now, nbf: now, exp: now + hour }
  const [oid = null, home = tenant] = name?.split('/') ?? []
  const tid = tenant === 'organizations' ? home : tenant
  const scope = scopes.join(' ')
  const token = { token_type: 'Bearer', expires_in: hour, access_token: jwt({ ...claims, aud: scope, tid, oid }) }
  if (name === null) return token
  return {
    ...token,
    scope,
    refresh_token: name,
    id_token: jwt({ ...claims, aud: client, tid, oid, preferred_username: name, name }),
    client_info: Buffer.from(JSON.stringify({ uid: oid, utid: home })).toString('base64url')
  }
}

function jwt(payload: Record<string, unknown>): string {
  const part = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(payload)}.minted`
}
