import { networkInterfaces } from 'node:os'
import type { Connection } from '../../services/ports.ts'

/** Whether this computer has an address that is not its own; true says little, false much. */
export function hasInterface(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some((address) => !address.internal))
}

/** The connection by the addresses of this computer. */
export const nodeConnection: Connection = { isConnected: hasInterface }
