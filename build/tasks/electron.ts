import { ensureElectron } from '../runtime/electron.ts'
import { runTask } from '../sentence.ts'

await runTask(async () => {
  console.log(JSON.stringify(await ensureElectron(), undefined, 2))
  return 0
})
