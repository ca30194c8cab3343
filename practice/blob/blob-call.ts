import type { Context } from 'hono'
import { isLoopbackHost } from '../http/loopback-host.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { StorageAccount } from '../world/model.ts'
import { BlobError } from './blob-error.ts'

/** One request to a storage account, with its address taken apart. */
export interface BlobCall {
  c: Context<PracticeEnv>
  account: StorageAccount
  /** As it was sent, for signatures. */
  path: string
  query: URLSearchParams
  /** Undefined for a request to the account. */
  container: string | undefined
  /** Undefined for a request to the account or a container. */
  blob: string | undefined
  nowMs: number
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new BlobError('InvalidUri', { guessed: true })
  }
}

/**
 * Takes an address apart. On the loopback the account's name may come first in the path, because Microsoft's clients
 * take a local address for one of that style: https://learn.microsoft.com/azure/storage/common/storage-use-azurite.
 */
export const readCall = (c: Context<PracticeEnv>, account: StorageAccount): BlobCall => {
  const { pathname: path, searchParams: query } = new URL(c.req.url)
  const segments = path.slice(1).split('/')
  if (isLoopbackHost(c.req.header('host')) && segments[0] === account.name) segments.shift()
  const [container = '', ...rest] = segments
  const blob = rest.join('/')
  return {
    c,
    account,
    path,
    query,
    container: container === '' ? undefined : decode(container),
    blob: blob === '' ? undefined : decode(blob),
    nowMs: c.get('nowMs')
  }
}
