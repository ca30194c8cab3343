import { entriesOf, freePages, occupy, type Walk } from './page-walk.ts'
import { tableOf } from './found-entries.ts'
import { Damage, PageFile, type Node, type Snapshot, type Tree } from './page-file.ts'
import { isMissing } from './store-failure.ts'

/** What a look at the file says, without opening it. */
export type FileCheck = 'missing' | 'sound' | 'damaged'

/** Walks every page of the newest snapshot that LMDB would trust; safe beside processes that write. */
export function checkStoreFile(path: string): FileCheck {
  let file: PageFile
  try {
    file = new PageFile(path)
  } catch (error) {
    if (isMissing(error)) return 'missing'
    throw error
  }
  try {
    return file.bytes === 0 ? 'missing' : checkUntilStill(path, file)
  } finally {
    file.close()
  }
}

// A writer changes no page of the newest snapshot, but the snapshot may grow old during the walk: then the walk is void.
function checkUntilStill(path: string, file: PageFile): FileCheck {
  const before = newest(file)
  if (isSound(file)) return 'sound'
  return newest(file)?.transaction === before?.transaction ? 'damaged' : checkStoreFile(path)
}

function newest(file: PageFile): Snapshot | null {
  const [first, second] = file.snapshots()
  return second === undefined ? null : (first ?? null)
}

function isSound(file: PageFile): boolean {
  try {
    const snapshot = newest(file)
    if (snapshot === null) return false
    checkSnapshot(file, snapshot)
    return true
  } catch (error) {
    if (error instanceof Damage) return false
    throw error
  }
}

function checkSnapshot(file: PageFile, { transaction, lastPage, free, main }: Snapshot): void {
  const walk = { file, seen: new Set([0n, 1n]) }
  // Every commit writes the root of the main tree, so one that is older belongs to another snapshot.
  if (transaction > 0n && file.page(main.root).transaction !== transaction) throw new Damage()
  checkTree(walk, main, compareBytes, (node) => {
    if (node.tree === null || tableOf(node) === null || node.tree.flags !== 0) throw new Damage()
    checkTree(walk, node.tree, compareBytes, ({ tree }) => {
      if (tree !== null) throw new Damage()
    })
  })
  checkTree(walk, free, compareNumbers, (node) => {
    for (const [first, length] of freePages(node.value())) {
      if (first + length - 1n > lastPage) throw new Damage()
      occupy(walk, first, Number(length))
    }
  })
  for (const number of walk.seen) if (number > lastPage) throw new Damage()
}

/** Checks a tree against what its record says of it, and the order of its keys, which LMDB's search relies on. */
function checkTree(
  { file, seen }: Pick<Walk, 'file' | 'seen'>,
  tree: Tree,
  compare: (a: Buffer, b: Buffer) => number,
  onEntry: (node: Node) => void = () => undefined
): void {
  const found = { branchPages: 0, leafPages: 0, overflowPages: 0, entries: 0, depth: 0 }
  const order: { last: Buffer | null; floor: Buffer | null } = { last: null, floor: null }
  const walk: Walk = {
    file,
    seen,
    onDamage: (damage) => {
      throw damage
    },
    onPage: ({ isLeaf, level }) => {
      found[isLeaf ? 'leafPages' : 'branchPages'] += 1
      if (isLeaf && found.depth !== 0 && found.depth !== level) throw new Damage()
      if (isLeaf) found.depth = level
    },
    onSeparator: (key) => {
      if (order.last !== null && compare(order.last, key) >= 0) throw new Damage()
      order.floor = key
    }
  }
  for (const node of entriesOf(walk, tree)) {
    if (order.last !== null && compare(order.last, node.key) >= 0) throw new Damage()
    if (order.floor !== null && compare(order.floor, node.key) > 0) throw new Damage()
    order.last = node.key
    found.entries += 1
    if (node.overflow !== null) {
      found.overflowPages += node.overflow.pages
      occupy(walk, node.overflow.first, node.overflow.pages)
      node.value()
    }
    onEntry(node)
  }
  const parts = ['branchPages', 'leafPages', 'overflowPages', 'entries', 'depth'] as const
  if (parts.some((part) => found[part] !== tree[part])) throw new Damage()
}

function compareBytes(a: Buffer, b: Buffer): number {
  return a.compare(b)
}

function compareNumbers(a: Buffer, b: Buffer): number {
  if (a.length !== 8 || b.length !== 8) throw new Damage()
  return a.readBigUInt64LE() < b.readBigUInt64LE() ? -1 : a.readBigUInt64LE() > b.readBigUInt64LE() ? 1 : 0
}
