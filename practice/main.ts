import { azureNameOpener } from './azure-names/open-azure-names.ts'
import { runCommandLine } from './command-line.ts'

await runCommandLine(azureNameOpener)
