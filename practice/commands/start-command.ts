import type { Command } from 'commander'
import { startPracticeCloud } from '../cloud.ts'
import { readableSummary } from '../readable-summary.ts'
import type { AzureNames } from '../site-opener.ts'
import { parentPort, stopRequested } from '../stop-signals.ts'
import { addWorldOptions, chosenWorld, whole, type WorldFlags } from './world-options.ts'

interface StartFlags extends WorldFlags {
  json?: true
  azureNames?: true
  folder?: string
  portBase: number
  deviceCodeSeconds?: number
  deviceCodeIntervalSeconds?: number
  accessTokenSeconds?: number
  arcKeyFolder?: string
  stopWithStdin?: true
}

const start = async (flags: StartFlags, azureNames: AzureNames | undefined): Promise<void> => {
  const { folder, portBase, deviceCodeSeconds, deviceCodeIntervalSeconds, accessTokenSeconds, arcKeyFolder } = flags
  // Listened for before starting, so that a stop during the start is not lost.
  const stopped = stopRequested({ stdin: flags.stopWithStdin === true })
  const cloud = await startPracticeCloud(
    {
      ...chosenWorld(flags),
      portBase,
      ...(folder === undefined ? {} : { folder }),
      ...(deviceCodeSeconds === undefined ? {} : { deviceCodeSeconds }),
      ...(deviceCodeIntervalSeconds === undefined ? {} : { deviceCodeIntervalSeconds }),
      ...(accessTokenSeconds === undefined ? {} : { accessTokenSeconds }),
      ...(arcKeyFolder === undefined ? {} : { arcKeyFolder })
    },
    flags.azureNames === true ? azureNames : undefined
  ).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`The practice cloud did not start: ${why}`, { cause: error })
  })
  process.stdout.on('error', () => undefined)
  process.stdout.write(`${flags.json === true ? JSON.stringify(cloud.ready) : readableSummary(cloud.ready)}\n`)
  parentPort()?.postMessage(cloud.ready)
  await Promise.race([stopped, cloud.stopAsked])
  await cloud.stop()
}

/** `practice start`. */
export const addStartCommand = (program: Command, azureNames: AzureNames | undefined): void => {
  const command = addWorldOptions(program.command('start').description('Start the practice cloud and keep it running'))
    .option('--folder <folder>', 'keep the state in this folder between starts; in memory when left out')
    .option('--json', 'print one line of JSON when ready, passwords and keys of this start included')
    .option('--port-base <number>', 'first of the fixed ports, at most 24; 0 takes free ports', whole, 0)
    .option('--device-code-seconds <number>', 'life of a device code, 900 when left out', whole)
    .option('--device-code-interval-seconds <number>', 'how often clients may poll, 5 when left out', whole)
    .option('--access-token-seconds <number>', 'life of access tokens, 60 to 90 minutes when left out', whole)
    .option(
      '--arc-key-folder <folder>',
      'where the agent of Azure Arc keeps its keys; clients look in its own folder only'
    )
    .option('--stop-with-stdin', 'stop when standard input ends')
    .action((flags: StartFlags) => start(flags, azureNames))
  azureNames?.addTo(program, command)
}
