import { Command, InvalidArgumentError, Option } from 'commander'
import { startPracticeCloud } from './cloud.ts'
import type { PracticeOptions } from './options.ts'
import { readableSummary } from './readable-summary.ts'
import type { AzureNames } from './site-opener.ts'
import { parentPort, stopRequested } from './stop-signals.ts'

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.')
  return Number(text)
}

interface StartFlags {
  json?: true
  azureNames?: true
  world: 'default' | 'crowded'
  portBase: number
  deviceCodeSeconds?: number
  deviceCodeIntervalSeconds?: number
  accessTokenSeconds?: number
  stopWithStdin?: true
}

const worldOption = (): Option =>
  new Option('--world <name>', 'the world to start with').choices(['default', 'crowded']).default('default')

const startCloud = async (flags: StartFlags, azureNames: AzureNames | undefined): Promise<void> => {
  const options: PracticeOptions = {
    world: flags.world,
    portBase: flags.portBase,
    ...(flags.deviceCodeSeconds === undefined ? {} : { deviceCodeSeconds: flags.deviceCodeSeconds }),
    ...(flags.deviceCodeIntervalSeconds === undefined
      ? {}
      : { deviceCodeIntervalSeconds: flags.deviceCodeIntervalSeconds }),
    ...(flags.accessTokenSeconds === undefined ? {} : { accessTokenSeconds: flags.accessTokenSeconds })
  }
  // Listened for before starting, so that a stop during the start is not lost.
  const stopped = stopRequested({ stdin: flags.stopWithStdin === true })
  const cloud = await startPracticeCloud(options, flags.azureNames === true ? azureNames : undefined)
  process.stdout.on('error', () => undefined)
  process.stdout.write(`${flags.json === true ? JSON.stringify(cloud.ready) : readableSummary(cloud.ready)}\n`)
  parentPort()?.postMessage(cloud.ready)
  await stopped
  await cloud.stop()
}

const makeProgram = (azureNames: AzureNames | undefined): Command => {
  const program = new Command('practice').description(
    "A practice lookalike of Azure's identity and geospatial services on this machine"
  )
  const start = program
    .command('start')
    .description('Start the practice cloud and keep it running')
    .option('--json', 'print one line of JSON when ready, passwords and keys of this start included')
    .addOption(worldOption())
    .option('--port-base <number>', 'first of the fixed ports, at most 24; 0 takes free ports', whole, 0)
    .option('--device-code-seconds <number>', 'life of a device code, 900 when left out', whole)
    .option('--device-code-interval-seconds <number>', 'how often clients may poll, 5 when left out', whole)
    .option('--access-token-seconds <number>', 'life of access tokens, 60 to 90 minutes when left out', whole)
    .option('--stop-with-stdin', 'stop when standard input ends')
    .action((flags: StartFlags) => startCloud(flags, azureNames))
  azureNames?.addTo(program, start, worldOption)
  return program
}

/** Runs the command line to its end; without Azure's names it does not know the options that take them. */
export const runCommandLine = async (azureNames?: AzureNames): Promise<void> => {
  try {
    // Cut here, because the library counts otherwise when it finds itself in Electron.
    await makeProgram(azureNames).parseAsync(process.argv.slice(2), { from: 'user' })
    process.exit(0)
  } catch (error) {
    process.stderr.write(
      `The practice cloud did not start: ${error instanceof Error ? error.message : String(error)}\n`
    )
    process.exit(1)
  }
}
