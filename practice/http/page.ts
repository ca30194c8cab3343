/** One page of a list; `skip` is the token of the next one. */
export interface Page<T> {
  /** Undefined for a skip token that is none. */
  value: T[] | undefined
  skip: string | undefined
}

/** Cuts a page out of a list; a skip token is the number of entries before the page, packed so that nobody counts on it. */
export const pageOf = <T>(all: readonly T[], size: number, skipToken: string | undefined): Page<T> => {
  const packed = skipToken === undefined ? '0' : Buffer.from(skipToken, 'base64url').toString('utf8')
  if (!/^\d{1,9}$/.test(packed)) return { value: undefined, skip: undefined }
  const start = Number(packed)
  const end = start + size
  return {
    value: all.slice(start, end),
    skip: end < all.length ? Buffer.from(String(end)).toString('base64url') : undefined
  }
}
