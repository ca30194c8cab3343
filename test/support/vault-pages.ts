import { readFileSync, writeFileSync } from 'node:fs'
import { keyIn } from '../../electron/adapters/vault/found-entries.ts'
import { noPage, PageFile, type Node, type Snapshot, type Tree } from '../../electron/adapters/vault/page-file.ts'

/** Where an entry of a vault lies in its file. */
export interface Lying {
  table: string
  key: Buffer
  /** Its leaf, and the pages of a large value. */
  own: number[]
  /** The pages that lead to its leaf. */
  above: number[]
}

/** One committed state of an intact file, page by page. */
export interface Layout {
  meta: number
  mainRoot: number
  /** Pages of the list of free pages. */
  free: number[]
  entries: Lying[]
}

/** The layouts of both snapshots of an intact file, the newest first. */
export function layoutsOf(path: string): { pageSize: number; pages: number; layouts: Layout[] } {
  const file = new PageFile(path)
  try {
    const layouts = file.snapshots().map((snapshot) => layoutOf(file, snapshot))
    return { pageSize: file.pageSize, pages: Math.floor(file.bytes / file.pageSize), layouts }
  } finally {
    file.close()
  }
}

/** Zeroes the pages beside the tree that large entries lie on, or the leaves of small ones, as a failing disk would. */
export function spoilEntries(path: string, isWanted: (key: string[], table: string) => boolean): void {
  const { pageSize, layouts } = layoutsOf(path)
  const bytes = readFileSync(path)
  const wanted = (layouts[0]?.entries ?? []).filter(({ key, table }) => isWanted(keyIn(key) ?? [], table))
  if (wanted.length === 0) throw new Error('There is no such entry to spoil.')
  for (const { own } of wanted) {
    for (const page of own.length === 1 ? own : own.slice(1)) bytes.fill(0, page * pageSize, (page + 1) * pageSize)
  }
  writeFileSync(path, bytes)
}

function layoutOf(file: PageFile, { transaction, main, free }: Snapshot): Layout {
  const entries: Lying[] = []
  for (const { node, own } of leaves(file, main.root, [])) {
    if (node.tree === null) continue
    const table = node.key.toString().replace('\0', '')
    for (const { node: entry, own: pages, above } of leaves(file, node.tree.root, own)) {
      entries.push({ table, key: entry.key, own: pages, above })
    }
  }
  return {
    meta: Number(transaction & 1n),
    mainRoot: Number(main.root),
    free: [...new Set([...leaves(file, free.root, [])].flatMap(({ own, above }) => [...own, ...above]))],
    entries
  }
}

interface Leaf {
  node: Node
  own: number[]
  above: number[]
}

function* leaves(file: PageFile, root: Tree['root'], above: number[]): Generator<Leaf> {
  if (root === noPage) return
  const { isLeaf, nodes } = file.page(root)
  for (const node of nodes) {
    if (!isLeaf) {
      yield* leaves(file, node.child, [...above, Number(root)])
      continue
    }
    const large = node.overflow
    const beside = large === null ? [] : Array.from({ length: large.pages }, (_, n) => Number(large.first) + n)
    yield { node, own: [Number(root), ...beside], above }
  }
}
