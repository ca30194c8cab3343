const sections = ['Account', 'IdToken', 'AccessToken', 'RefreshToken', 'AppMetadata'] as const

/** MSAL's serialized cache: entries by key, by section. */
export type MsalCache = Record<(typeof sections)[number], Record<string, Record<string, unknown>>>

/** Reads a serialized cache; text that is none reads as empty. */
export function parseCache(serialized: string | null): MsalCache {
  const parsed = parse(serialized)
  const section = (name: (typeof sections)[number]): MsalCache[typeof name] =>
    Object.fromEntries(Object.entries(asRecord(parsed[name])).map(([key, entry]) => [key, asRecord(entry)]))
  const cache: MsalCache = {
    Account: section('Account'),
    IdToken: section('IdToken'),
    AccessToken: section('AccessToken'),
    RefreshToken: section('RefreshToken'),
    AppMetadata: section('AppMetadata')
  }
  // MSAL renews a long-lived token early by this and waits for it; a valid token has to serve without a network.
  for (const token of Object.values(cache.AccessToken)) delete token.refresh_on
  return cache
}

/** The cache without its refresh tokens. */
export function withoutRefreshTokens(cache: MsalCache): MsalCache {
  return { ...cache, RefreshToken: {} }
}

/** The cache without this access token. */
export function withoutAccessToken(cache: MsalCache, accessToken: string): MsalCache {
  const kept = Object.entries(cache.AccessToken).filter(([, { secret }]) => secret !== accessToken)
  return { ...cache, AccessToken: Object.fromEntries(kept) }
}

/**
 * Three-way merge of entries: what we changed or removed since `base` is kept, everything else is as another process
 * left it. An entry that the other process renewed while we removed the old one stays.
 */
export function mergeCaches(base: MsalCache, ours: MsalCache, theirs: MsalCache): MsalCache {
  const merged = parseCache(null)
  for (const name of sections) {
    const keys = new Set([...Object.keys(ours[name]), ...Object.keys(theirs[name])])
    for (const key of keys) {
      const [was, our, their] = [base[name][key], ours[name][key], theirs[name][key]]
      const chosen = isSame(our, was) ? their : our === undefined && !isSame(their, was) ? their : our
      if (chosen !== undefined) merged[name][key] = chosen
    }
  }
  return merged
}

/** True where both hold the same entries. */
export function isSameCache(a: MsalCache, b: MsalCache): boolean {
  return sections.every((name) => {
    const keys = new Set([...Object.keys(a[name]), ...Object.keys(b[name])])
    return [...keys].every((key) => isSame(a[name][key], b[name][key]))
  })
}

function isSame(a: Record<string, unknown> | undefined, b: Record<string, unknown> | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && canonical(a) === canonical(b))
}

function canonical(entry: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function parse(serialized: string | null): Record<string, unknown> {
  if (serialized === null) return {}
  try {
    return asRecord(JSON.parse(serialized))
  } catch {
    return {}
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
