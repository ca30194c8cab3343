/** Scopes as a person types them, between spaces. */
export function splitScopes(scope: string): string[] {
  return scope.split(/\s+/).filter((part) => part !== '')
}

/** The scope with which an application asks for the same service: its resource and `.default`. */
export function applicationScope(scope: string): string {
  const first = splitScopes(scope)[0] ?? ''
  const end = first.lastIndexOf('/')
  const isBare = end <= first.indexOf('://') + 2
  return isBare ? `${first.replace(/\/$/, '')}/.default` : `${first.slice(0, end)}/.default`
}
