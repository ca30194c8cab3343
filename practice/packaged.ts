import { runCommandLine } from './command-line.ts'

// The packaged app's practice cloud: nothing in it can take Azure's own names.
await runCommandLine()
