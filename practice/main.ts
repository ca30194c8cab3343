import { azureNameOpener } from './azure-names/azure-name-opener.ts'
import { runCommandLine } from './command-line.ts'

await runCommandLine(azureNameOpener)
