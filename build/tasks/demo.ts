import { runTask } from '../sentence.ts'
import { runWithApp } from '../system/run-with-app.ts'

await runTask(() => runWithApp('test/demo/demo.ts', process.argv.slice(2)))
