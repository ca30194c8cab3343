import { bufferToKeyValue } from 'lmdb'
import { recordKinds } from './record-kinds.ts'
import { Damage, noPage, PageFile, type Node, type Snapshot, type Tree } from './page-file.ts'
import { entriesOf, freePages, occupy, tolerate, type Walk } from './page-walk.ts'
import { recordVersion } from './sealed-record.ts'
import { tableNames, type TableName } from './store-file.ts'

declare module 'lmdb' {
  // Exported, and left out of the types of the package.
  function bufferToKeyValue(key: Buffer): unknown
}

/** An entry that was read out of a damaged file; nothing vouches for it yet. */
export interface FoundEntry {
  key: string[]
  value: Buffer
}

/** What could be read out of a file. */
export type Found = Record<TableName, FoundEntry[]> & {
  /** How many entries the index has by its own count; null where that is not known. */
  names: number | null
}

/**
 * Reads what lies on the intact pages of a file that LMDB would not survive: the newest snapshot whose root is there. Where
 * a branch of it is damaged, the leaves below are those pages that the snapshot neither reaches nor lists as free.
 */
export function findEntries(path: string): Found {
  const file = new PageFile(path)
  try {
    for (const snapshot of file.snapshots()) {
      const found = findIn(file, snapshot)
      if (found !== null) return found
    }
    return findWithoutSnapshot(file)
  } finally {
    file.close()
  }
}

/** Null where the snapshot leads to nothing. */
function findIn(file: PageFile, snapshot: Snapshot): Found | null {
  const { found, walk, isHurt } = readTables(file, snapshot.main)
  if (!isHurt()) return found
  const live = unreached(walk, snapshot)
  if (live === null) return isReadable(file, snapshot.main.root) ? found : null
  for (const number of live) tolerate(walk, () => takeLeaf(walk, found, number))
  return found
}

function isReadable(file: PageFile, root: bigint): boolean {
  return tolerate({ onDamage: () => undefined }, () => file.page(root)) !== null
}

/** With both meta pages gone the newest root of the main tree is the one that was written last. */
function findWithoutSnapshot(file: PageFile): Found {
  const roots: { transaction: bigint; root: bigint }[] = []
  for (const size of file.withEachPageSize()) {
    for (let number = 2n; number < BigInt(Math.floor(file.bytes / size)); number++) {
      tolerate({ onDamage: () => undefined }, () => {
        const { isLeaf, transaction, nodes } = file.page(number)
        const names = nodes.flatMap((node) => (node.tree === null ? [] : (tableOf(node) ?? [])))
        if (!isLeaf || !names.includes('records') || !names.includes('index')) return
        roots.push({ transaction, root: number })
      })
    }
    if (roots.length > 0) break
  }
  roots.sort((a, b) => (a.transaction > b.transaction ? -1 : 1))
  const root = roots[0]?.root ?? noPage
  return readTables(file, { flags: 0, depth: 0, branchPages: 0, leafPages: 0, overflowPages: 0, entries: 0, root })
    .found
}

function readTables(file: PageFile, main: Tree): { found: Found; walk: Walk; isHurt: () => boolean } {
  const found: Found = { meta: [], records: [], quarantine: [], index: [], names: null }
  let damages = 0
  const walk: Walk = {
    file,
    seen: new Set([0n, 1n]),
    onDamage: () => {
      damages += 1
    }
  }
  for (const node of entriesOf(walk, main)) {
    const name = tableOf(node)
    if (node.tree === null || name === null) {
      walk.onDamage(new Damage())
      continue
    }
    for (const entry of entriesOf(walk, node.tree)) tolerate(walk, () => found[name].push(...taken(walk, entry)))
    if (name === 'index') found.names = node.tree.entries
  }
  return { found, walk, isHurt: () => damages > 0 }
}

/** Pages of the snapshot that nothing intact leads to; null where the list of its free pages is damaged too. */
function unreached(walk: Walk, { free, lastPage }: Snapshot): bigint[] | null {
  const state = { isWhole: true }
  const listed: Walk = {
    ...walk,
    onDamage: () => {
      state.isWhole = false
    }
  }
  const unused = new Set<bigint>()
  for (const node of entriesOf(listed, free)) {
    tolerate(listed, () => {
      if (node.overflow !== null) occupy(walk, node.overflow.first, node.overflow.pages)
      for (const [first, length] of freePages(node.value())) {
        if (first + length - 1n > lastPage) throw new Damage()
        for (let number = first; number < first + length; number++) unused.add(number)
      }
    })
  }
  if (!state.isWhole) return null
  const numbers: bigint[] = []
  const end = BigInt(Math.floor(walk.file.bytes / walk.file.pageSize)) - 1n
  for (let number = 2n; number <= (lastPage < end ? lastPage : end); number++) {
    if (!walk.seen.has(number) && !unused.has(number)) numbers.push(number)
  }
  return numbers
}

function takeLeaf(walk: Walk, found: Found, number: bigint): void {
  const { isLeaf, nodes } = walk.file.page(number)
  if (!isLeaf) return
  for (const node of nodes) {
    if (node.tree !== null) continue
    tolerate(walk, () => {
      for (const entry of taken(walk, node)) found[tableOfEntry(entry)].push(entry)
    })
  }
}

/** An entry as its table holds it; none where its key is not one of ours. */
function taken(walk: Walk, node: Node): FoundEntry[] {
  const key = keyIn(node.key)
  if (key === null) throw new Damage()
  const value = node.value()
  if (node.overflow !== null) occupy(walk, node.overflow.first, node.overflow.pages)
  return [{ key, value: Buffer.from(value) }]
}

/** The parts of a key as LMDB's file holds it; null where it is not one of ours. */
export function keyIn(bytes: Buffer): string[] | null {
  try {
    // A copy: the library reads beyond the end of what it is given.
    const key = bufferToKeyValue(Buffer.from(bytes))
    const parts: unknown[] = Array.isArray(key) ? key : [key]
    const isOurs = parts.every((part) => typeof part === 'string' && /^[^\0]{1,600}$/.test(part))
    return isOurs ? (parts as string[]) : null
  } catch {
    return null
  }
}

/** The table that an entry of the main tree stands for; null where it is not one of ours. */
export function tableOf({ key }: Node): TableName | null {
  const name = key.toString().replace(/\0$/, '')
  return tableNames.find((table) => table === name) ?? null
}

/** A leaf does not say whose it is; its entries do. Lists and sealed records share the kind `profile`, but no list is sealed. */
function tableOfEntry({ key: [kind = '', , third], value }: FoundEntry): TableName {
  if (third !== undefined) return 'quarantine'
  if (['marker', 'sequence', 'data-key', 'salvaged'].includes(kind)) return 'meta'
  return (recordKinds as string[]).includes(kind) && value[0] === recordVersion ? 'records' : 'index'
}
