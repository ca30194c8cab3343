import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/*
 * LMDB trusts its file: one that was cut short or overwritten ends the process in the middle of a read, before any error
 * can be thrown. So its pages are read here, without LMDB. Layout: data format version 2 of the LMDB that the `lmdb`
 * package brings, little-endian, 64 bit (struct MDB_meta, MDB_db, MDB_page_header, MDB_node in its mdb.c).
 */
const headerBytes = 24
const metaBytes = 168
const nodeBytes = 8
const magic = 0xbeefc0de
const dataVersion = 2
const flags = { branch: 0x01, leaf: 0x02, overflow: 0x04, meta: 0x08 }
const nodeFlags = { overflow: 0x01, tree: 0x02 }
/** What LMDB sets on its list of free pages, whose keys are numbers. */
const integerKeys = 0x08
const pageSizes = [4096, 8192, 16_384, 32_768, 65_536, 2048, 1024, 512]

/** Root of a tree that is empty. */
export const noPage = 0xffff_ffff_ffff_ffffn

/** Thrown where a page is not what it has to be. */
export class Damage extends Error {}

/** A tree as its record describes it. */
export interface Tree {
  flags: number
  depth: number
  branchPages: number
  leafPages: number
  overflowPages: number
  entries: number
  root: bigint
}

/** A state of the file that was committed: the list of its free pages, and the tree of its tables. */
export interface Snapshot {
  transaction: bigint
  lastPage: bigint
  free: Tree
  main: Tree
}

/** What a page of a tree holds: children of a branch, entries of a leaf. */
export interface Node {
  key: Buffer
  child: bigint
  /** The table that an entry of the main tree stands for. */
  tree: Tree | null
  /** The pages beside the tree that a large value lies on. */
  overflow: { first: bigint; pages: number } | null
  value: () => Buffer
}

/** A page of a tree. */
export interface Page {
  isLeaf: boolean
  transaction: bigint
  nodes: Node[]
}

/** The file of a store, read page by page. */
export class PageFile {
  readonly #file: number
  #bytes: number
  #pageSize = 4096
  #latest = 0xffff_ffff_ffff_ffffn

  constructor(path: string) {
    this.#file = openSync(path, 'r')
    this.#bytes = fstatSync(this.#file).size
  }

  get bytes(): number {
    return this.#bytes
  }

  get pageSize(): number {
    return this.#pageSize
  }

  close(): void {
    closeSync(this.#file)
  }

  /** Both snapshots that the file names, the newest first; one whose page is damaged is missing. */
  snapshots(): Snapshot[] {
    for (const size of pageSizes) {
      this.#pageSize = size
      const found = [0, 1].flatMap((slot) => this.#snapshot(slot) ?? [])
      // After them: what a snapshot names lies in the file before it is named.
      this.#bytes = fstatSync(this.#file).size
      found.sort((a, b) => (a.transaction > b.transaction ? -1 : 1))
      if (found[0] !== undefined) {
        this.#latest = found[0].transaction
        return found
      }
    }
    return []
  }

  /** Tries each size that pages may have. */
  *withEachPageSize(): Generator<number> {
    for (const size of pageSizes) {
      this.#pageSize = size
      yield size
    }
  }

  /** A page of a tree, whole, or `Damage`. */
  page(number: bigint): Page {
    const bytes = this.#pageAt(number, this.#pageSize)
    const kind = bytes.readUInt16LE(18)
    if (kind !== flags.branch && kind !== flags.leaf) throw new Damage()
    const isLeaf = kind === flags.leaf
    return { isLeaf, transaction: bytes.readBigUInt64LE(8), nodes: this.#nodes(bytes, isLeaf) }
  }

  #snapshot(slot: number): Snapshot | null {
    try {
      const page = this.#bytesAt(slot * this.#pageSize, metaBytes)
      const transaction = page.readBigUInt64LE(152)
      const isMeta =
        page.readBigUInt64LE(0) === BigInt(slot) &&
        page.readUInt16LE(18) === flags.meta &&
        page.readUInt32LE(24) === magic &&
        (page.readUInt32LE(28) & 0xffff) === dataVersion &&
        page.readUInt32LE(48) === this.#pageSize
      // Transaction n writes page n % 2; both begin as 0.
      const isInPlace = transaction === 0n || (transaction & 1n) === BigInt(slot)
      const [free, main] = [treeIn(page, 48), treeIn(page, 96)]
      const lastPage = page.readBigUInt64LE(144)
      const mapped = page.readBigUInt64LE(40)
      // Far more than any vault, and far less than what a flipped bit would ask the system for.
      const isLikely = mapped < 1n << 38n && lastPage < BigInt(Math.ceil(this.#bytes / this.#pageSize)) + 65_536n
      if (!isMeta || !isInPlace || !isLikely || free.flags !== integerKeys || main.flags !== 0) return null
      return { transaction, lastPage, free, main }
    } catch (error) {
      if (error instanceof Damage) return null
      throw error
    }
  }

  #nodes(page: Buffer, isLeaf: boolean): Node[] {
    const lower = page.readUInt16LE(20)
    const upper = page.readUInt16LE(22)
    if (lower > upper || headerBytes + upper > page.length || lower % 2 !== 0) throw new Damage()
    const nodes: Node[] = []
    for (let slot = headerBytes; slot < headerBytes + lower; slot += 2) {
      const start = headerBytes + page.readUInt16LE(slot)
      if (start < headerBytes + upper || start + nodeBytes > page.length) throw new Damage()
      nodes.push(this.#node(page.subarray(start), isLeaf))
    }
    return nodes
  }

  #node(node: Buffer, isLeaf: boolean): Node {
    const low = node.readUInt32LE(0)
    const high = node.readUInt16LE(4)
    const data = nodeBytes + node.readUInt16LE(6)
    if (data > node.length) throw new Damage()
    const key = node.subarray(nodeBytes, data)
    const child = BigInt(low) | (BigInt(high) << 32n)
    if (!isLeaf) return { key, child, tree: null, overflow: null, value: () => Buffer.alloc(0) }
    const inPage = high & nodeFlags.overflow ? 8 : low
    if (data + inPage > node.length || (high & ~(nodeFlags.overflow | nodeFlags.tree)) !== 0) throw new Damage()
    const value = node.subarray(data, data + inPage)
    if (high & nodeFlags.overflow) {
      const overflow = { first: value.readBigUInt64LE(), pages: Math.ceil((headerBytes + low) / this.#pageSize) }
      return { key, child, tree: null, overflow, value: () => this.#overflow(overflow, low) }
    }
    if (high & nodeFlags.tree && low !== 48) throw new Damage()
    return { key, child, tree: high & nodeFlags.tree ? treeIn(value, 0) : null, overflow: null, value: () => value }
  }

  #overflow({ first, pages }: { first: bigint; pages: number }, size: number): Buffer {
    const head = this.#pageAt(first, headerBytes)
    if (head.readUInt16LE(18) !== flags.overflow || head.readUInt32LE(20) !== pages) throw new Damage()
    return this.#bytesAt(Number(first) * this.#pageSize + headerBytes, size)
  }

  #pageAt(number: bigint, length: number): Buffer {
    if (number > BigInt(Math.floor(this.#bytes / this.#pageSize))) throw new Damage()
    const page = this.#bytesAt(Number(number) * this.#pageSize, length)
    // LMDB takes a page of a later transaction for one of its own that it may write to.
    if (page.readBigUInt64LE(0) !== number || page.readBigUInt64LE(8) > this.#latest) throw new Damage()
    return page
  }

  #bytesAt(offset: number, length: number): Buffer {
    // Before it is asked for: a length that a damaged page names may be anything.
    if (offset + length > this.#bytes) throw new Damage()
    const bytes = Buffer.alloc(length)
    try {
      if (readSync(this.#file, bytes, 0, length, offset) === length) return bytes
    } catch (error) {
      // What a failing disk answers for the pages that it has lost.
      if (!(error instanceof Error && 'code' in error && error.code === 'EIO')) throw error
    }
    throw new Damage()
  }
}

function treeIn(bytes: Buffer, at: number): Tree {
  return {
    flags: bytes.readUInt16LE(at + 4),
    depth: bytes.readUInt16LE(at + 6),
    branchPages: Number(bytes.readBigUInt64LE(at + 8)),
    leafPages: Number(bytes.readBigUInt64LE(at + 16)),
    overflowPages: Number(bytes.readBigUInt64LE(at + 24)),
    entries: Number(bytes.readBigUInt64LE(at + 32)),
    root: bytes.readBigUInt64LE(at + 40)
  }
}
