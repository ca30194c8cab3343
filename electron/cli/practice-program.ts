import { type Command, InvalidArgumentError, Option } from 'commander'
import type { StartPracticeOptions, WorldOptions } from './commands/practice.ts'
import { listPeople, listRequests } from './commands/practice-log.ts'
import {
  addWeather,
  clearWeather,
  listCatalogue,
  listWeather,
  type WeatherValues
} from './commands/practice-weather.ts'
import type { RunPracticeCommand } from './context.ts'
import { parsePort, parseSeconds, parseWhole } from './numbers.ts'

/** What the commands about the practice cloud are done by. */
export interface PracticeParts {
  start: (options: StartPracticeOptions) => Promise<void>
  /** Runs a command of the practice cloud's own command line. */
  runDirectly: (args: string[]) => Promise<void>
  /** Runs a command about the practice cloud that runs. */
  run: RunPracticeCommand
}

interface Json {
  json?: boolean
}

const worldOption = (): Option =>
  new Option('--world <world>', 'who and what lives in it').choices(['default', 'crowded', 'large'])

function addWorldOptions(command: Command): Command {
  return command
    .addOption(worldOption().conflicts('state'))
    .option('--seed <number>', 'what the made-up part of a world is made from', parseWhole)
    .option('--state <file>', "a state file (YAML or JSON) in a world's place")
}

/** The same options as the practice cloud's own command line takes them. */
function worldSwitches({ world, seed, state }: WorldOptions): string[] {
  return [
    ...(world === undefined ? [] : ['--world', world]),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(state === undefined ? [] : ['--state', state])
  ]
}

function parseService(text: string): string {
  const services = ['login', 'arm', 'graph', 'maps', 'geocatalog', 'vault', 'blob', 'imds']
  if (!services.includes(text)) throw new InvalidArgumentError(`A service is one of ${services.join(', ')}.`)
  return text
}

function addStart(practice: Command, parts: PracticeParts): void {
  addWorldOptions(practice.command('start').description('start it and keep it running until Ctrl+C'))
    .option('--folder <folder>', 'keep its state in this folder between starts; in memory when left out')
    .option('--json', 'print one line of JSON when ready: addresses, users, applications, keys')
    .option(
      '--port-base <port>',
      'first of the ports to take; without it the ports of last time, else free ones',
      parsePort
    )
    .option('--device-code-seconds <seconds>', 'life of a device code', parseSeconds)
    .option(
      '--device-code-interval-seconds <seconds>',
      'how often a client asks whether the code was entered',
      parseSeconds
    )
    .option('--access-token-seconds <seconds>', 'life of access tokens', parseSeconds)
    .addOption(
      new Option(
        '--azure-names',
        "answer under Azure's own names, where all of them lead to this machine; for clients that cannot be told where"
      ).conflicts('portBase')
    )
    .action((options: StartPracticeOptions) => parts.start(options))
}

function addStateCommands(practice: Command, { runDirectly }: PracticeParts): void {
  addWorldOptions(
    practice.command('hosts').description("print the hosts-file lines by which Azure's own names lead to this machine")
  ).action((options: WorldOptions) => runDirectly(['hosts', ...worldSwitches(options)]))
  addWorldOptions(
    practice.command('state').description('print a world as a state file, without its secrets, to start from')
  ).action((options: WorldOptions) => runDirectly(['state', ...worldSwitches(options)]))
  practice
    .command('check-state')
    .description('say what is wrong with a state file, and where')
    .argument('<file>', 'the state file (YAML or JSON)')
    .action((file: string) => runDirectly(['check-state', '--', file]))
}

function addWeatherCommands(practice: Command, { run }: PracticeParts): void {
  const weather = practice.command('weather').description('what goes wrong in it, on purpose')
  const command = (name: string, description: string): Command =>
    weather.command(name).description(description).option('--json', 'print JSON on standard output, failures too')
  command('list', 'list the weather that is on').action((options: Json) => run(options, listWeather))
  command('catalogue', 'list the weathers that can be had by name').action((options: Json) =>
    run(options, listCatalogue)
  )
  command('add', 'put a weather of the catalogue on')
    .argument('<weather>', 'its ID in the catalogue')
    .option('--user <name>', 'user principal name')
    .option('--app <app>', 'client ID or name of an application')
    .option('--resource <api>', 'app ID, URI or name of an API')
    .option('--host <host>', 'name of a vault, GeoCatalog or storage account, or a host name of Azure')
    .option('--service <service>', 'login, arm, graph, maps, geocatalog, vault, blob or imds', parseService)
    .option('--seconds <number>', 'how many seconds', parseWhole)
    .option('--minutes <number>', 'how many minutes; below zero for a clock that is slow', parseWhole)
    .option('--times <number>', 'how often it happens; until it is cleared when left out', parseWhole)
    .action((id: string, options: WeatherValues & Json) => run(options, (context) => addWeather(context, id, options)))
  command('clear', 'end the weather')
    .argument('[rule]', 'ID of one rule; without it all')
    .action((ruleId: string | undefined, options: Json) => run(options, (context) => clearWeather(context, ruleId)))
}

/** `practice` and what stands below it. */
export function addPracticeCommands(program: Command, parts: PracticeParts): void {
  const { run } = parts
  const practice = program
    .command('practice')
    .description('the practice cloud: Entra ID, Azure Maps and a GeoCatalog on this computer')
  addStart(practice, parts)
  practice
    .command('stop')
    .description('stop it, wherever it was started')
    .option('--json', 'print failures as JSON on standard output')
    .action((options: Json) => run(options, ({ cloud }) => cloud.stop()))
  addWeatherCommands(practice, parts)
  practice
    .command('requests')
    .description('list what it was asked, with the weather that was put on each request')
    .option('--follow', 'go on until Ctrl+C')
    .option('--after <number>', 'only requests with a higher number', parseWhole)
    .option('--json', 'print JSON on standard output; with --follow one line for each request')
    .action((options: { follow?: boolean; after?: number } & Json) =>
      run(options, (context) => listRequests(context, options))
    )
  practice
    .command('people')
    .description('list who lives in it')
    .option('--json', 'print JSON on standard output, failures too')
    .action((options: Json) => run(options, listPeople))
  addStateCommands(practice, parts)
}
