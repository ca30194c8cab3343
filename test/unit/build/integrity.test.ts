import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { requireIntegrity } from '../../../build/runtime/integrity.ts'

let folder: string
let tarball: string
const pinned = `sha512-${createHash('sha512').update('the right tarball').digest('base64')}`

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'graticule-integrity-'))
  tarball = join(folder, 'package.tgz')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('accepts the pinned tarball', async () => {
  await writeFile(tarball, 'the right tarball')
  await expect(requireIntegrity(tarball, pinned)).resolves.toBeUndefined()
})

it.each([
  ['another', 'the wrong tarball'],
  ['an empty', ''],
  ['a truncated', 'the right tarbal']
])('refuses %s tarball and names both hashes', async (_, content) => {
  await writeFile(tarball, content)
  await expect(requireIntegrity(tarball, pinned)).rejects.toThrow(`expected ${pinned}\n  received sha512-`)
})
