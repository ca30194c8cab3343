import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from 'vite'
import { root } from '../../../build/paths.ts'
import { nodeBundle } from '../../../build/vite/shared.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packaged-practice-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const bundled = async (entry: string): Promise<string> => {
  await build(nodeBundle(entry, 'practice.mjs', 'es', folder))
  return readFile(join(folder, 'practice.mjs'), 'utf8')
}

describe("the packaged app's practice cloud", () => {
  it("has nothing that takes Azure's own names, and the one of the repository has", async () => {
    expect(await readFile(join(root, 'build/bundle.ts'), 'utf8')).toContain("nodeBundle('practice/packaged.ts'")
    const whole = await bundled('practice/main.ts')
    const packaged = await bundled('practice/packaged.ts')
    for (const mark of ['SNICallback', '127.0.0.1 ${', '--azure-names', 'are taken only where']) {
      expect(whole).toContain(mark)
      expect(packaged).not.toContain(mark)
    }
    expect(packaged).toContain('--device-code-seconds')
  }, 60_000)
})
