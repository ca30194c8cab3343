import type { Recorded } from './recording-proxy.ts'
import type { Secrets } from './secret-search.ts'

/** Fields of forms and answers that are secret. Source: RFC 6749, 7523, 7636, 8628 and OpenID Connect Core. */
export const secretFields = [
  'client_secret',
  'client_assertion',
  'code',
  'code_verifier',
  'refresh_token',
  'device_code',
  'access_token',
  'id_token'
]

/** Everything secret that was sent or answered, each once, by its kind and place. */
export function recordedSecrets(recorded: readonly Recorded[]): Secrets {
  const seen = new Map<string, string>()
  const counts = new Map<string, number>()
  const add = (kind: string, secret: unknown): void => {
    if (typeof secret !== 'string' || secret === '' || seen.has(secret)) return
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    seen.set(secret, `${kind} ${String(count)}`)
  }
  for (const { headers, body, answer } of recorded) {
    add('access_token', headers.authorization?.replace(/^Bearer /, ''))
    add('subscription key', headers['subscription-key'])
    const form = new URLSearchParams(body)
    const json = readObject(answer)
    for (const field of secretFields) {
      add(field, form.get(field))
      add(field, json[field])
    }
  }
  return Object.fromEntries([...seen].map(([secret, name]) => [name, secret]))
}

function readObject(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>
  } catch {
    return {}
  }
}
