import { type Command, Option } from 'commander'
import * as v from 'valibot'
import { beginState } from '../world/begin-state.ts'
import { addWorldOptions, chosenWorld, type WorldFlags } from '../commands/world-options.ts'
import { optionsSchema } from '../options.ts'
import type { AzureNames } from '../site-opener.ts'
import { azureNames, DEVICE_PAGE, hostsFile } from './names.ts'
import { openAzureNames } from './open-azure-names.ts'

const addTo = (program: Command, start: Command): void => {
  // With fixed ports it would be another promise.
  start.addOption(
    new Option('--azure-names', "answer under Azure's own names, where all of them lead to this machine").conflicts(
      'portBase'
    )
  )
  const hosts = program
    .command('hosts')
    .description("Print the hosts-file lines by which Azure's own names lead to this machine")
  addWorldOptions(hosts).action((flags: WorldFlags) => {
    process.stdout.write(hostsFile(beginState(v.parse(optionsSchema, chosenWorld(flags))).world))
  })
}

/** Azure's own names, for `practice start --azure-names` and `practice hosts`; left out of the packaged app. */
export const azureNameOpener: AzureNames = {
  openSites: openAzureNames,
  certificateNames: azureNames,
  devicePage: DEVICE_PAGE,
  addTo
}
