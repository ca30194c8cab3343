/**
 * Whether a text is like a pattern in which `%` stands for any text and `_` for any character. Where a percent sign has to
 * give way, only the last one does: that is enough, and keeps a pattern that somebody made up from taking for ever.
 */
export const isLike = (pattern: string, text: string): boolean => {
  let [at, from] = [0, 0]
  let [percent, tried] = [-1, 0]
  while (from < text.length) {
    if (pattern[at] === '%') {
      percent = at
      tried = from
      at += 1
    } else if (pattern[at] === '_' || pattern[at] === text[from]) {
      at += 1
      from += 1
    } else if (percent >= 0) {
      tried += 1
      at = percent + 1
      from = tried
    } else return false
  }
  return /^%*$/.test(pattern.slice(at))
}
