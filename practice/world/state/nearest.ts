const distance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= right.length; j += 1)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1))
      )
    row = next
  }
  return row[right.length] ?? 0
}

const LISTED = 24

/** What was probably meant, or what there is: `Did you mean "x"?` or `There are: …`. */
export const suggest = (written: string, known: readonly string[]): string => {
  const wanted = written.toLowerCase()
  const [best] = known
    .map((name) => ({ name, far: distance(wanted, name.toLowerCase()), within: name.toLowerCase().includes(wanted) }))
    .filter(({ name, far, within }) => within || far <= Math.max(2, Math.floor(name.length / 3)))
    .sort((one, other) => one.far - other.far)
  if (best !== undefined) return `Did you mean "${best.name}"?`
  if (known.length === 0) return 'There are none.'
  const more = known.length > LISTED ? ` and ${String(known.length - LISTED)} more` : ''
  return `There are: ${known.slice(0, LISTED).join(', ')}${more}.`
}
