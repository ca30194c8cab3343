import type { World } from '../world/model.ts'

/** Query names whose values say nothing secret; every other value is hidden. */
const SHOWN = new Set([
  'api-version',
  'client_id',
  'response_type',
  'response_mode',
  'redirect_uri',
  'scope',
  'prompt',
  'code_challenge_method',
  'authorization_endpoint',
  'query',
  'options',
  'zoom',
  'tilesetid',
  'bounds',
  'limit',
  'client-request-id',
  'x-client-sku',
  'x-client-ver'
])

const HIDDEN = '***'
const LONGEST_SHOWN = 300
const TOKEN_LIKE = /eyJ[\w-]{10,}|[A-Za-z0-9_~+/=-]{36,}/

const isGuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

/** Hides what must not be written down; the world's own secrets are hidden wherever they turn up. */
export interface Redactor {
  path: (path: string) => string
  query: (url: URL) => Record<string, string>
}

/** A redactor that knows one world's keys, secrets and passwords. */
export const makeRedactor = (world: World): Redactor => {
  const secrets = (): string[] => [
    ...world.users.map((user) => user.password),
    ...world.applications.flatMap((application) => application.secrets.map((secret) => secret.value)),
    ...world.mapsAccounts.flatMap((account) => [account.primaryKey, account.secondaryKey])
  ]
  const holdsSecret = (text: string): boolean =>
    text.length > LONGEST_SHOWN ||
    (TOKEN_LIKE.test(text) && !isGuid(text)) ||
    secrets().some((secret) => text.includes(secret))
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text)
    } catch {
      return text
    }
  }
  return {
    path: (path) =>
      path
        .split('/')
        .map((segment) => (holdsSecret(decoded(segment)) ? HIDDEN : segment))
        .join('/'),
    query: (url) => {
      const shown: Record<string, string> = Object.create(null) as Record<string, string>
      for (const [name, value] of url.searchParams) {
        const key = holdsSecret(name) ? HIDDEN : name
        // Addresses and scopes are long by nature: only the world's own secrets are looked for in them.
        const hidden =
          !SHOWN.has(name.toLowerCase()) ||
          value.length > LONGEST_SHOWN ||
          secrets().some((secret) => value.includes(secret)) ||
          /eyJ[\w-]{10,}/.test(value)
        shown[key] = hidden ? HIDDEN : value
      }
      return shown
    }
  }
}
