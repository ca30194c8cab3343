import { isIP } from 'node:net'
import { type Site, sitesOf } from '../sites.ts'
import type { World } from '../world/model.ts'

/** Where a machine in Azure asks for the tokens of its identities; an address, so no hosts file leads it elsewhere. */
export const IMDS_ADDRESS = '169.254.169.254'

/** Where a server that Azure Arc looks after does. */
export const ARC_PORT = 40342

/** Where people type the code of another device; one of the names of the sign-in service's site. */
export const DEVICE_PAGE = 'https://microsoft.com'

/** Azure's host names of these sites, each once. */
export const azureNames = (sites: readonly Site[]): string[] =>
  [...new Set(sites.flatMap(({ azureHosts }) => azureHosts))].filter((name) => isIP(name) === 0)

/** One line of a hosts file for each name. */
export const hostsLines = (names: readonly string[]): string[] => names.map((name) => `127.0.0.1 ${name}`)

/** The hosts-file lines of a world, with what they are. */
export const hostsFile = (world: World): string =>
  [
    "# Azure's own names, leading to the practice cloud. For a machine or namespace that nobody works on: there, these",
    `# names no longer lead to Azure. It also needs the address ${IMDS_ADDRESS}: ip address add ${IMDS_ADDRESS}/32 dev lo`,
    ...hostsLines(azureNames(sitesOf(world))),
    ''
  ].join('\n')
