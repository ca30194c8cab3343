import type { Picker } from '../../../practice/world/seeded-numbers.ts'

const insertions = [
  '',
  '\u0000',
  '\uFEFF',
  '"',
  '{',
  '[[[[[[[[[[',
  '}',
  ': &a [*a, *a]\n',
  '__proto__',
  '"__proto__":{"polluted":1},',
  '__proto__: { polluted: 1 }\n',
  '!!js/function "x"',
  '-----BEGIN PRIVATE KEY-----\n',
  '..%2f..%2f',
  '@evil.example',
  'https://evil.example/',
  'javascript:',
  'file:///etc/passwd',
  '-1',
  '1e999',
  'NaN',
  '99999999999999999999',
  '\u202E',
  '${process.exit(9)}',
  'x'.repeat(5_000)
] as const

/** The bytes with one to three changes: flipped, cut, doubled, or with something hostile between them. */
export function mutate(whole: Buffer, pick: Picker): Buffer {
  let bytes = whole
  for (let changes = 1 + pick.below(3); changes > 0; changes -= 1) bytes = changeOnce(bytes, pick)
  return bytes
}

function changeOnce(bytes: Buffer, pick: Picker): Buffer {
  const at = pick.below(bytes.length + 1)
  const to = Math.min(bytes.length, at + 1 + pick.below(40))
  const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
  switch (pick.below(5)) {
    case 0:
      return Buffer.concat([before, part.map((byte) => byte ^ (1 << pick.below(8))), after])
    case 1:
      return Buffer.concat([before, after])
    case 2:
      return Buffer.concat([before, part, part, part, after])
    case 3:
      return pick.below(8) === 0 ? before : Buffer.concat([after, before])
    default:
      return Buffer.concat([before, Buffer.from(pick.one(insertions)), part, after])
  }
}
