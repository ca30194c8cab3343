import type { OpenSites, openSites } from './open-sites.ts'
import type { Site } from './sites.ts'
import type { World } from './world/model.ts'

/** Another way to open the sites than a loopback port for each of them: under Azure's own names. */
export interface AzureNames {
  /** Fails, with the reason, where the names do not lead to this machine. */
  openSites: (...given: Parameters<typeof openSites>) => Promise<OpenSites>
  /** The host names that the certificate has to be for besides the loopback's. */
  certificateNames: (sites: readonly Site[]) => string[]
  /** Origin of the page on which people type the code of another device. */
  devicePage: string
  /** The lines of a hosts file by which the names of a world lead to this machine. */
  hostsFile: (world: World) => string
}
