import type { Vault } from '../../services/ports.ts'

/** What is behind a vault at a time: sealed on disk, in memory only, or closed. */
export interface Contents extends Pick<Vault, 'read' | 'write' | 'update' | 'remove' | 'index' | 'close'> {
  quarantined: () => number
}

const longestId = 512

/** Refuses an id that no record can have: a mistake of the caller, not of a person. */
export function checkId(id: string): void {
  if (id === '' || Buffer.byteLength(id) > longestId)
    throw new RangeError(`A record id has 1 to ${String(longestId)} bytes`)
}

/** Runs at once and answers as a promise, so that a throw is always a rejection. */
export function settle<T>(action: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(action())
  })
}

/** An index value as it is stored. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value) as string | undefined
  if (json === undefined) throw new TypeError('An index value has to be JSON')
  return json
}

/** A stored index value; null where it is not JSON. */
export function fromJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
