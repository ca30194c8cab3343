import type { AfterPackContext } from 'electron-builder'
import { executableIn } from './executable.ts'
import { flipPackagedFuses, isSigned } from './fuses.ts'

/** Flips the fuses before signing. Done here, because electron-builder's own step knows fewer fuses than current Electron has. */
export default async function afterPack({ appOutDir, electronPlatformName }: AfterPackContext): Promise<void> {
  await flipPackagedFuses(executableIn(appOutDir, electronPlatformName), { signed: isSigned(process.env) })
}
