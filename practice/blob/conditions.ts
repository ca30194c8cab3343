import { BlobError } from './blob-error.ts'
import { etagOf } from './stored.ts'

const seconds = (ms: number): number => Math.floor(ms / 1000)

const matches = (list: string, etag: string): boolean =>
  list.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^"?(.*?)"?$/, '"$1"') === etag)

/** Checks the conditional headers of a request against what is there now. */
export const requireConditions = (
  headers: Headers,
  current: { modifiedAt: number } | undefined,
  wants: 'read' | 'write'
): void => {
  const [ifMatch, ifNoneMatch] = [headers.get('if-match'), headers.get('if-none-match')]
  if (current === undefined) {
    if (ifMatch !== null) throw new BlobError('ConditionNotMet')
    return
  }
  const etag = etagOf(current)
  const since = Date.parse(headers.get('if-modified-since') ?? '')
  const until = Date.parse(headers.get('if-unmodified-since') ?? '')
  if (ifMatch !== null && !matches(ifMatch, etag)) throw new BlobError('ConditionNotMet')
  if (seconds(current.modifiedAt) > seconds(until)) throw new BlobError('ConditionNotMet')
  const unchanged = ifNoneMatch === null ? seconds(current.modifiedAt) <= seconds(since) : matches(ifNoneMatch, etag)
  if (!unchanged) return
  if (wants === 'read') throw new BlobError('NotModified')
  throw new BlobError(ifNoneMatch === '*' ? 'BlobAlreadyExists' : 'ConditionNotMet')
}
