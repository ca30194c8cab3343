import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Protocol } from 'electron'

/** The scheme and origin that the window's own page lives on; nothing else is served there. */
export const appScheme = 'app'
export const appOrigin = 'app://graticule'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store'
}

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png'
}

/** Must run before the app is ready. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } }
  ])
}

/** Serves the files that the build listed, and nothing else: a path is looked up, never resolved. */
export async function serveAppFiles(protocol: Pick<Protocol, 'handle'>, folder: string): Promise<void> {
  const listed = JSON.parse(await readFile(join(folder, 'renderer-files.json'), 'utf8')) as string[]
  const files = new Map(listed.map((file) => [`/${file}`, file]))
  protocol.handle(appScheme, async (request) => {
    const file = fileOf(request, files)
    if (file === null)
      return new Response('Not found', { status: 404, headers: { ...headers, 'content-type': 'text/plain' } })
    const body = await readFile(join(folder, 'renderer', file))
    const ending = file.slice(file.lastIndexOf('.') + 1)
    const contentType = contentTypes[ending] ?? 'application/octet-stream'
    return new Response(new Uint8Array(body), { headers: { ...headers, 'content-type': contentType } })
  })
}

function fileOf(request: { method: string; url: string }, files: Map<string, string>): string | null {
  if (request.method !== 'GET') return null
  const { protocol, host, pathname } = new URL(request.url)
  if (`${protocol}//${host}` !== appOrigin) return null
  return files.get(pathname === '/' ? '/index.html' : pathname) ?? null
}
