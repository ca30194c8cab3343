import type { Command } from 'commander'
import type { OpenSites, openSites } from './open-sites.ts'
import type { Site } from './sites.ts'

/** Another way to open the sites than a loopback port for each of them: under Azure's own names. */
export interface AzureNames {
  /** Fails, with the reason, where the names do not lead to this machine. */
  openSites: (...given: Parameters<typeof openSites>) => Promise<OpenSites>
  /** The host names that the certificate has to be for besides the loopback's. */
  certificateNames: (sites: readonly Site[]) => string[]
  /** Origin of the page on which people type the code of another device. */
  devicePage: string
  /** Adds its option and its command to the command line. */
  addTo: (program: Command, start: Command) => void
}
