/** The services, by the name that the ready line, the weather rules and the log use. */
export const SERVICES = ['login', 'arm', 'graph', 'maps', 'geocatalog', 'vault', 'blob', 'imds'] as const

/** One of the practice cloud's services. */
export type ServiceName = (typeof SERVICES)[number]

/** Base URLs without a slash at the end. */
export interface Endpoints {
  login: string
  arm: string
  graph: string
  maps: string
  /** The first GeoCatalog, vault and storage account; further ones are in the ready line. */
  geocatalog: string
  vault: string
  blob: string
  /** Plain http, as on a machine in Azure. */
  imds: string
  /** The pages that people sign in on; plain http, because their browsers do not trust the CA. */
  signIn: string
}
