const mark = 'cli-'

/** What a test calls a thing that it makes: others look at the same cloud at the same time. */
export const ownName = (kind: string): string => `${mark}${kind}`

/** The names without those that another test gave meanwhile. */
export const withoutOwnNames = (names: unknown): unknown[] =>
  (names as unknown[]).filter((name) => !String(name).startsWith(mark))
