import { Damage, noPage, type Node, type PageFile, type Tree } from './page-file.ts'

const deepestTree = 32

/** What a walk has come by, and what it does about a page that is damaged: it may throw, or go on without it. */
export interface Walk {
  file: PageFile
  seen: Set<bigint>
  onDamage: (damage: Damage) => void
  /** Hears each page before what lies below it. */
  onPage?: (page: { isLeaf: boolean; level: number }) => void
  /** Hears the key that parts the children of a branch. */
  onSeparator?: (key: Buffer) => void
}

/** The entries of a tree in their order; what lies behind a damaged page is left out. */
export function* entriesOf(walk: Walk, tree: Tree): Generator<Node> {
  if (tree.root !== noPage) yield* below(walk, tree.root, 1)
}

/** The free pages that a record of LMDB's list names, as [first, how many]. */
export function freePages(value: Buffer): [bigint, bigint][] {
  if (value.length < 8 || value.length % 8 !== 0) throw new Damage()
  const count = value.readBigInt64LE(0)
  if (count < 0n || count > BigInt(value.length / 8 - 1)) throw new Damage()
  const runs: [bigint, bigint][] = []
  let length = 1n
  for (let at = 8; at <= Number(count) * 8; at += 8) {
    const number = value.readBigInt64LE(at)
    if (number < 0n && length === 1n) length = -number
    else if (number > 0n) {
      runs.push([number, length])
      length = 1n
    } else if (length !== 1n) throw new Damage()
  }
  return runs
}

/** Notes that a page is in use; it cannot be so twice. */
export function occupy({ seen }: Pick<Walk, 'seen'>, first: bigint, pages: number): void {
  for (let number = first; number < first + BigInt(pages); number++) {
    if (seen.has(number)) throw new Damage()
    seen.add(number)
  }
}

function* below(walk: Walk, number: bigint, level: number): Generator<Node> {
  const page = tolerate(walk, () => {
    if (level > deepestTree) throw new Damage()
    occupy(walk, number, 1)
    return walk.file.page(number)
  })
  if (page === null) return
  walk.onPage?.({ isLeaf: page.isLeaf, level })
  for (const [place, node] of page.nodes.entries()) {
    if (page.isLeaf) yield node
    else {
      if (place > 0) walk.onSeparator?.(node.key)
      yield* below(walk, node.child, level + 1)
    }
  }
}

/** Does what may meet a damaged page; null where it did and the walk goes on. */
export function tolerate<T>({ onDamage }: Pick<Walk, 'onDamage'>, action: () => T): T | null {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof Damage)) throw error
    onDamage(error)
    return null
  }
}
