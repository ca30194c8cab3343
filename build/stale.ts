import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether `product` is missing or older than anything in `sources` (files or folders; a folder's own time shows deletions). */
export async function isStale(product: string, sources: readonly string[]): Promise<boolean> {
  const built = await stat(product).catch(() => undefined)
  if (built === undefined) return true
  for (const source of sources) {
    if ((await newestMs(source)) > built.mtimeMs) return true
  }
  return false
}

async function newestMs(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const inside = await readdir(path, { recursive: true })
  const times = await Promise.all(inside.map(async (each) => (await stat(join(path, each))).mtimeMs))
  return Math.max(found.mtimeMs, ...times)
}
