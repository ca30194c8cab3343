/** An address taken apart at its last provider. */
export interface ResourcePath {
  /** What stands before the provider, `` for the tenant. */
  scope: string
  /** Provider and resource type in lower case: addresses are not case-sensitive. */
  type: string
  name: string | undefined
  action: string | undefined
}

/** Takes an address with a provider apart; undefined for any other. */
export const readResourcePath = (path: string): ResourcePath | undefined => {
  const segments = path.split('/').filter((segment) => segment !== '')
  const at = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers')
  const [provider, type, name, action, ...more] = segments.slice(at + 1)
  if (at < 0 || provider === undefined || type === undefined || more.length > 0) return undefined
  return {
    scope: segments
      .slice(0, at)
      .map((segment) => `/${segment}`)
      .join(''),
    type: `${provider}/${type}`.toLowerCase(),
    name,
    action: action?.toLowerCase()
  }
}
