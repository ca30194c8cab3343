/** An address taken apart at its last provider. */
export interface ResourcePath {
  /** What stands before the provider, `` for the tenant. */
  scope: string
  /** Provider and resource type in lower case: addresses are not case-sensitive. */
  type: string
  name: string | undefined
  /** In lower case: an operation, or the type of what lies inside the resource. */
  action: string | undefined
  /** What comes behind the action, as it was written. */
  rest: readonly string[]
}

/** Takes an address with a provider and a type apart; undefined for any other. */
export const readResourcePath = (path: string): ResourcePath | undefined => {
  const segments = path.split('/').filter((segment) => segment !== '')
  const at = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers')
  const [provider, type, name, action, ...rest] = segments.slice(at + 1).map(decoded)
  if (at < 0 || provider === undefined || type === undefined) return undefined
  return {
    scope: segments
      .slice(0, at)
      .map((segment) => `/${segment}`)
      .join(''),
    type: `${provider}/${type}`.toLowerCase(),
    name,
    action: action?.toLowerCase(),
    rest
  }
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
