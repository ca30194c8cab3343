import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Sentence } from '../sentence.ts'

/** Refuses a file whose SHA-512 is not the pinned one (in the form of npm's `integrity` field). */
export async function requireIntegrity(file: string, pinned: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found === pinned) return
  throw new Sentence(
    `The registry sent a file that is not the pinned one, so it was not unpacked.\n  expected ${pinned}\n  received ${found}\n` +
      'Ask whoever runs the registry or the proxy in between; GRATICULE_ELECTRON=official avoids it where Electron can be downloaded.'
  )
}
