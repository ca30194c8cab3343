import { net } from 'electron'
import type { Connection } from '../../services/ports.ts'

/** The connection as Chromium has it from the system; it asks no host. */
export const electronConnection: Connection = { isConnected: () => net.isOnline() }
