import { runTask } from '../sentence.ts'
import { runWithApp } from '../system/run-with-app.ts'

await runTask(() => runWithApp('test/bench/main.ts', process.argv.slice(2)))
