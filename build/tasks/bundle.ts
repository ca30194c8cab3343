import { bundle } from '../bundle.ts'
import { runTask } from '../sentence.ts'

await runTask(async () => {
  await bundle()
  return 0
})
