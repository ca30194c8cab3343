import { json } from 'node:stream/consumers'
import type { ReadyLine } from '../../../practice/ready-line.ts'
import type { Flow, FlowEnd } from './flow.ts'

// The flows of one file, one after the other; who may sign in comes on standard input, so that it stands in no argument.
const { file, ready } = (await json(process.stdin)) as { file: string; ready: ReadyLine }
const { flows } = (await import(`./flows/${file}.ts`)) as { flows: Record<string, Flow> }
const ends: Record<string, FlowEnd> = {}
for (const [name, flow] of Object.entries(flows)) {
  try {
    ends[name] = { value: await flow(ready) }
  } catch (error) {
    ends[name] = { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}
process.stdout.write(JSON.stringify(ends), () => process.exit())
