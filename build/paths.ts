import { join } from 'node:path'

/** The repository's folder. */
export const root = join(import.meta.dirname, '..')

/** Where the bundled app goes: what Electron opens and what the installers hold. */
export const appFolder = join(root, 'out', 'app')

/** Where each suite of `npm test` leaves its machine-readable result. */
export const resultsFolder = join(root, 'out', 'test')
