import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'

/** Unpacks a zip into `folder`; `place` names each entry's path there, or nothing to leave it out. */
export async function unzip(zip: string, folder: string, place: (entry: string) => string | undefined): Promise<void> {
  const archive = await openPromise(zip)
  try {
    for await (const entry of archive.eachEntry()) {
      const path = place(entry.fileName)
      if (path === undefined || entry.fileName.endsWith('/')) continue
      const target = normalize(join(folder, path))
      if (!target.startsWith(folder + sep)) throw new Error(`${entry.fileName} points outside the archive`)
      // The upper half of the attributes is the Unix mode.
      const mode = (entry.externalFileAttributes >>> 16) & 0o777
      await mkdir(dirname(target), { recursive: true })
      await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(target, { mode: mode | 0o444 }))
    }
  } finally {
    archive.close()
  }
}
