import { runChild } from '../../../build/child.ts'

const { code } = await runChild(process.execPath, ['test/unit/build/counting-child.ts'], {
  asGroup: process.argv[2] === 'group'
})
process.exitCode = code
