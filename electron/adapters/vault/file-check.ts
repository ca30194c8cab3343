import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/*
 * LMDB trusts its file: one that was cut short or overwritten ends the process in the middle of a read, before any error
 * can be thrown. So the pages of the newest snapshot are walked here first. Layout: data format version 2 of the LMDB that
 * the `lmdb` package brings, little-endian, 64 bit (struct MDB_meta, MDB_page_header, MDB_node in its mdb.c).
 */
const magic = 0xbeefc0de
const headerBytes = 24
const metaBytes = 168
const nodeBytes = 8
const noPage = 0xffff_ffff_ffff_ffffn
const pageFlags = { branch: 0x01, leaf: 0x02, overflow: 0x04, meta: 0x08 }
const nodeFlags = { overflow: 0x01, tree: 0x02 }
const deepestTree = 32

/** What a look at the file says, without opening it. */
export type FileCheck = 'missing' | 'sound' | 'damaged'

interface Meta {
  pageSize: number
  transaction: bigint
  roots: bigint[]
}

class Damage extends Error {}

/** Walks every tree page of the newest snapshot; safe beside processes that write. */
export function checkStoreFile(path: string): FileCheck {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'missing'
    throw error
  }
  try {
    return fstatSync(file).size === 0 ? 'missing' : walkUntilStill(file)
  } finally {
    closeSync(file)
  }
}

// A writer changes no page of the newest snapshot, but the snapshot may grow old during the walk: then the walk is void.
function walkUntilStill(file: number): FileCheck {
  for (;;) {
    const before = newestTransaction(file)
    const found = walk(file)
    if (found === 'sound' || newestTransaction(file) === before) return found
  }
}

function newestTransaction(file: number): bigint | null {
  try {
    return newestMeta(file).transaction
  } catch (error) {
    if (error instanceof Damage) return null
    throw error
  }
}

function walk(file: number): FileCheck {
  try {
    const meta = newestMeta(file)
    const seen = new Set<bigint>()
    for (const root of meta.roots) walkTree(file, meta.pageSize, root, deepestTree, seen)
    return 'sound'
  } catch (error) {
    if (error instanceof Damage) return 'damaged'
    throw error
  }
}

function newestMeta(file: number): Meta {
  const first = metaAt(file, 0)
  const second = metaAt(file, first.pageSize)
  if (second.pageSize !== first.pageSize) throw new Damage()
  return second.transaction > first.transaction ? second : first
}

function metaAt(file: number, offset: number): Meta {
  const page = bytesAt(file, offset, metaBytes)
  const pageSize = page.readUInt32LE(48)
  const isMeta = (page.readUInt16LE(18) & pageFlags.meta) !== 0 && page.readUInt32LE(24) === magic
  if (!isMeta || pageSize < 512 || pageSize > 65536 || (pageSize & (pageSize - 1)) !== 0) throw new Damage()
  return {
    pageSize,
    transaction: page.readBigUInt64LE(152),
    roots: [page.readBigUInt64LE(88), page.readBigUInt64LE(136)]
  }
}

function walkTree(file: number, pageSize: number, number: bigint, depth: number, seen: Set<bigint>): void {
  if (number === noPage) return
  if (depth === 0 || seen.has(number)) throw new Damage()
  seen.add(number)
  const page = pageAt(file, pageSize, number, pageSize)
  const kind = page.readUInt16LE(18) & (pageFlags.branch | pageFlags.leaf)
  if (kind !== pageFlags.branch && kind !== pageFlags.leaf) throw new Damage()
  for (const node of nodesOf(page)) {
    if (kind === pageFlags.branch) {
      const child = BigInt(node.readUInt32LE(0)) | (BigInt(node.readUInt16LE(4)) << 32n)
      walkTree(file, pageSize, child, depth - 1, seen)
    } else walkLeafNode(file, pageSize, node, depth, seen)
  }
}

function* nodesOf(page: Buffer): Generator<Buffer> {
  const lower = page.readUInt16LE(20)
  const upper = page.readUInt16LE(22)
  if (lower > upper || headerBytes + upper > page.length || lower % 2 !== 0) throw new Damage()
  for (let slot = headerBytes; slot < headerBytes + lower; slot += 2) {
    const start = headerBytes + page.readUInt16LE(slot)
    if (start < headerBytes + upper || start + nodeBytes > page.length) throw new Damage()
    yield page.subarray(start)
  }
}

function walkLeafNode(file: number, pageSize: number, node: Buffer, depth: number, seen: Set<bigint>): void {
  const size = node.readUInt32LE(0)
  const flags = node.readUInt16LE(4)
  const data = nodeBytes + node.readUInt16LE(6)
  const inPage = flags & nodeFlags.overflow ? headerBytes : size
  if (data + inPage > node.length) throw new Damage()
  if (flags & nodeFlags.overflow) {
    const first = node.readBigUInt64LE(data)
    const page = pageAt(file, pageSize, first, headerBytes)
    const pages = Math.ceil((headerBytes + size) / pageSize)
    if ((page.readUInt16LE(18) & pageFlags.overflow) === 0 || page.readUInt32LE(20) !== pages) throw new Damage()
    bytesAt(file, (Number(first) + pages) * pageSize - 1, 1)
  } else if (flags & nodeFlags.tree) {
    if (size !== 48) throw new Damage()
    walkTree(file, pageSize, node.readBigUInt64LE(data + 40), depth - 1, seen)
  }
}

function pageAt(file: number, pageSize: number, number: bigint, length: number): Buffer {
  if (number > BigInt(Math.floor(Number.MAX_SAFE_INTEGER / pageSize))) throw new Damage()
  const page = bytesAt(file, Number(number) * pageSize, length)
  if (page.readBigUInt64LE(0) !== number) throw new Damage()
  return page
}

function bytesAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  if (readSync(file, bytes, 0, length, offset) !== length) throw new Damage()
  return bytes
}
