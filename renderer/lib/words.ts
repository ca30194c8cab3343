/** Whether the texts together hold every word of the query, in any case. */
export function holdsWords(query: string, texts: readonly string[]): boolean {
  const text = texts.join(' ').toLocaleLowerCase()
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** A number of things, such as `1 account` or `3 accounts`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`
}
