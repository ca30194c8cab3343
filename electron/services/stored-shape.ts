/** The members of what the index holds, which is not sealed: anything may stand there. Null where it is no object. */
export function membersOf(value: unknown): Partial<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
}

/** True where all of these members are text. */
export function hasTexts<Name extends string>(
  members: Partial<Record<string, unknown>>,
  ...names: Name[]
): members is Partial<Record<string, unknown>> & Record<Name, string> {
  return names.every((name) => typeof members[name] === 'string')
}

/** True for text or nothing. */
export function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}

/** True for a moment as ISO 8601 text. */
export function isMoment(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}
