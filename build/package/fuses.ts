import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire, type FuseConfig } from '@electron/fuses'

/**
 * The fuses of every packaged app. Cookie encryption asks for the keychain at each start, so it is on in signed builds only:
 * an unsigned one would be asked about anew after every build.
 */
export function packagedFuses({ signed }: { signed: boolean }): Record<FuseV1Options, boolean> {
  return {
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: signed,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    // Electron's own default.
    [FuseV1Options.WasmTrapHandlers]: true
  }
}

/** Sets all of them in an executable; a fuse that Electron has and the table lacks is an error. */
export async function flipPackagedFuses(executable: string, { signed }: { signed: boolean }): Promise<void> {
  const present = await getCurrentFuseWire(executable)
  // An older Electron has fewer fuses and refuses a setting for one that it lacks.
  const settings = Object.entries(packagedFuses({ signed })).filter(([fuse]) => fuse in present)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // Flipping breaks the ad-hoc signature that arm64 Macs demand; a real one is made afterwards.
    resetAdHocDarwinSignature: !signed,
    ...Object.fromEntries(settings)
  } as FuseConfig)
}

/** Whether the environment holds what electron-builder signs with. */
export function isSigned(env: NodeJS.ProcessEnv): boolean {
  return ['CSC_LINK', 'CSC_NAME', 'WIN_CSC_LINK'].some((name) => (env[name] ?? '') !== '')
}
