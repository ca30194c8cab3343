import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isStale } from '../../../build/stale.ts'

let folder: string
const at = async (path: string, seconds: number): Promise<void> => utimes(join(folder, path), seconds, seconds)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'graticule-stale-'))
  await mkdir(join(folder, 'src', 'deep'), { recursive: true })
  await writeFile(join(folder, 'src', 'deep', 'a.ts'), '')
  await writeFile(join(folder, 'product'), '')
  for (const path of ['src/deep/a.ts', 'src/deep', 'src']) await at(path, 100)
  await at('product', 200)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const stale = (): Promise<boolean> => isStale(join(folder, 'product'), [join(folder, 'src'), join(folder, 'absent')])

it('is fresh when newer than every source', async () => {
  expect(await stale()).toBe(false)
})

it('is stale when a file changed, or one was deleted', async () => {
  await at('src/deep/a.ts', 300)
  expect(await stale()).toBe(true)
  await rm(join(folder, 'src', 'deep', 'a.ts'))
  await at('src/deep', 300)
  expect(await stale()).toBe(true)
})

it('is stale when it does not exist', async () => {
  await rm(join(folder, 'product'))
  expect(await stale()).toBe(true)
})
