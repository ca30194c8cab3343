import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CertificateFile } from '../../services/ports.ts'
import { fileFailure } from './certificate-failure.ts'

/** A certificate with its chain and key has some ten kilobytes. */
const mostBytes = 1_000_000

/** Reads files that a person named, up to a size that no certificate reaches. */
export function readCertificateFiles(paths: readonly string[]): Promise<CertificateFile[]> {
  return Promise.all(paths.map(read))
}

async function read(path: string): Promise<CertificateFile> {
  const fileName = basename(path)
  // One byte more than is taken, so that a file that never ends is told from one that fits.
  const buffer = Buffer.alloc(mostBytes + 1)
  let length = 0
  try {
    const file = await open(path)
    try {
      for (let bytes = -1; bytes !== 0 && length < buffer.length; length += bytes) {
        bytes = (await file.read(buffer, length, buffer.length - length)).bytesRead
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileFailure(fileName, 'not-readable', error)
  }
  if (length > mostBytes) throw fileFailure(fileName, 'too-large')
  return { fileName, bytes: buffer.subarray(0, length) }
}
