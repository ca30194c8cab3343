import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Secrets by their names; of bytes only those forms are looked for that are no text of theirs. */
export type Secrets = Record<string, string | Buffer>

/** The forms in which a secret may be written by mistake. */
export function encodings(secret: string | Buffer): Buffer[] {
  const bytes = Buffer.from(secret)
  // Base64 of a text that holds the secret depends on where in it the secret stands; its first and last characters vary.
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return text.slice(before === 0 ? 0 : before + 1, -2)
  })
  const texts = [
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...(typeof secret === 'string' ? [encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)] : [])
  ]
  const wide = typeof secret === 'string' ? [Buffer.from(secret, 'utf16le')] : []
  return [bytes, ...[...new Set(texts)].map((text) => Buffer.from(text)), ...wide]
}

/** The files below a folder that hold one of the secrets in any form. */
export async function filesWith(folder: string, secrets: Secrets, exempt: string[] = []): Promise<string[]> {
  const find = finder(secrets)
  const hits: string[] = []
  for (const path of await filesIn(folder)) {
    if (exempt.some((name) => path === join(folder, name))) continue
    const content = await readFile(path).catch(() => Buffer.alloc(0))
    hits.push(...find(content).map((name) => `${name} in ${path.slice(folder.length + 1)}`))
  }
  return hits
}

/** Chromium takes some of its files and folders away while they are looked through. */
async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isFile()) found.push(path)
    if (entry.isDirectory()) found.push(...(await filesIn(path).catch(noneWhereGone)))
  }
  return found
}

function noneWhereGone(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}

/** Names of the secrets that the bytes hold in any form. */
export function hitsIn(content: Buffer, secrets: Secrets): string[] {
  return finder(secrets)(content)
}

/** The same for many contents. */
export function finder(secrets: Secrets): (content: Buffer) => string[] {
  const sought = Object.entries(secrets).map(([name, secret]) => ({ name, forms: encodings(tellingPart(secret)) }))
  return (content) => sought.filter(({ forms }) => forms.some((form) => content.includes(form))).map(({ name }) => name)
}

/** Of a token its signature: the rest may be shown, and tells one token from another no better. */
function tellingPart(secret: string | Buffer): string | Buffer {
  return typeof secret === 'string' ? (/^eyJ[\w-]+\.[\w-]+\.([\w-]+)$/.exec(secret)?.[1] ?? secret) : secret
}
