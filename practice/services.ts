/** The services, by the name that the ready line, the weather rules and the log use. */
export const SERVICES = ['login', 'arm', 'maps', 'geocatalog', 'vault', 'imds'] as const

/** One of the practice cloud's services. */
export type ServiceName = (typeof SERVICES)[number]

/** Every listener; those without a service yet keep their place, so that fixed ports never move. */
export const PORT_OFFSETS = {
  login: 0,
  signIn: 1,
  arm: 2,
  graph: 3,
  maps: 4,
  geocatalog: 5,
  vault: 6,
  blob: 7,
  imds: 8,
  admin: 9
} as const

/** Base URLs without a slash at the end. */
export interface Endpoints {
  login: string
  arm: string
  graph: null
  maps: string
  geocatalog: string
  /** The first vault; further ones are in the ready line. */
  vault: string
  blob: null
  /** Plain http, as on a machine in Azure. */
  imds: string
  signIn: string
}
