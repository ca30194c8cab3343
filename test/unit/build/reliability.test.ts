import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../../build/paths.ts'

// That the named files exist is looked at with all documents.
const rows = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

it('has a row with a proof for each number', () => {
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 36 }, (_, place) => place + 1))
  for (const [, number, , proof] of rows) expect(proof, number).toMatch(/`test\/[\w./-]+\.ts`/)
})

it('says where each number is counted: in a test, in the bench, or in both', () => {
  for (const [, number, , , inTest, inBench] of rows) expect([inTest, inBench], number).not.toEqual(['–', '–'])
})

it('names figures that the benches give', () => {
  const files = ['vault', 'tokens', 'attacks', 'window'].flatMap((name) => withImports(`test/bench/${name}.ts`))
  const sources = files.map((file) => readFileSync(join(root, file), 'utf8')).join()
  const named = rows.flatMap(([, , , , , inBench = '']) =>
    [...inBench.matchAll(/`(\w+)`/g)].map(([, figure = '']) => figure)
  )
  expect(named.length).toBeGreaterThan(15)
  expect(named.filter((figure) => !sources.includes(figure))).toEqual([])
})

/** A file of the benches and those that it imports. */
function withImports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const imported = [...text.matchAll(/from '(\.\/[\w/-]+\.ts)'/g)].map(([, other = '']) => join(dirname(file), other))
  return [file, ...imported.flatMap(withImports)]
}
