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
const GUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi
const WHOLE_GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
/** A run of letters that is too long for a word, a GUID or a part of an address. */
const TOKEN_LIKE = /[\w~+=-]{36,}/

/** Hides what must not be written down; the world's own secrets are hidden wherever they turn up. */
export interface Redactor {
  path: (path: string) => string
  query: (url: URL) => Record<string, string>
}

const linesOfKey = new Map<string, string[]>()

/** The lines of a private key that hold some of it. */
const keyLines = (pem: string): string[] => {
  const known = linesOfKey.get(pem)
  if (known !== undefined) return known
  const lines = pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'))
  linesOfKey.set(pem, lines)
  return lines
}

const secretsOf = (world: World): string[] => [
  ...world.users.map((user) => user.password),
  ...world.applications.flatMap((application) => application.secrets.map((secret) => secret.value)),
  ...world.applications.flatMap(({ certificates }) => certificates.flatMap((one) => keyLines(one.privateKeyPem))),
  ...world.mapsAccounts.flatMap((account) => [account.primaryKey, account.secondaryKey, account.platformKey]),
  ...world.storageAccounts.flatMap((account) => [account.key, account.secondKey]),
  ...world.vaults.flatMap((vault) => vault.secrets.flatMap((one) => one.versions.map((version) => version.value)))
]

/** A redactor that knows one world's keys, secrets and passwords, and those of this start. */
export const makeRedactor = (world: World, ofThisStart: readonly string[] = []): Redactor => {
  /** Tells of one request's texts whether they hold a secret; the world's are gathered once for it, and only where needed. */
  const inspector = (): ((text: string) => boolean) => {
    let secrets: string[] | undefined
    return (text) => {
      if (text.length > LONGEST_SHOWN || TOKEN_LIKE.test(text.replace(GUID, ' '))) return true
      if (text === '') return false
      // Six digits may stand in any id: only a text that is the code and nothing else is hidden.
      if (/^\d{6}$/.test(text) && world.users.some((user) => user.mfaCode === text)) return true
      secrets ??= [...ofThisStart, ...secretsOf(world)]
      if (WHOLE_GUID.test(text)) return secrets.includes(text)
      return secrets.some((secret) => secret.length <= text.length && secret !== '' && text.includes(secret))
    }
  }
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text)
    } catch {
      return text
    }
  }
  /** A text as it stands there and as it was before it was encoded, once or twice. */
  const spellings = (text: string): string[] => [...new Set([text, decoded(text), decoded(decoded(text))])]
  return {
    path: (path) => {
      const holdsSecret = inspector()
      return path
        .split('/')
        .map((segment) => (spellings(segment).some(holdsSecret) ? HIDDEN : segment))
        .join('/')
    },
    query: (url) => {
      const holdsSecret = inspector()
      const shown: Record<string, string> = Object.create(null) as Record<string, string>
      for (const [name, value] of url.searchParams) {
        const key = spellings(name).some(holdsSecret) ? HIDDEN : name
        const hidden = !SHOWN.has(name.toLowerCase()) || spellings(value).some(holdsSecret)
        shown[key] = hidden ? HIDDEN : value
      }
      return shown
    }
  }
}
