import { runTask } from '../sentence.ts'
import { checkSuite } from '../suites/check.ts'
import { countLine } from '../suites/count.ts'

await runTask(async () => {
  const count = await checkSuite()
  process.stdout.write(`${countLine(count)}\n`)
  return count.failed === 0 ? 0 : 1
})
