/** An Electron that can be started. */
export interface ElectronRuntime {
  executable: string
  version: string
  /** `registry`: repackaged from a registry package, for development and tests only. */
  source: 'official' | 'registry'
  folder: string
}

/** The environment variables that tell a task's children which Electron to start. */
export function runtimeEnvironment(runtime: ElectronRuntime): Record<string, string> {
  return {
    GRATICULE_ELECTRON_EXECUTABLE: runtime.executable,
    GRATICULE_ELECTRON_VERSION: runtime.version,
    GRATICULE_ELECTRON_SOURCE: runtime.source,
    GRATICULE_ELECTRON_FOLDER: runtime.folder
  }
}

/** The Electron that a surrounding task already provided, if any. */
export function runtimeFromEnvironment(env: NodeJS.ProcessEnv): ElectronRuntime | undefined {
  const executable = env.GRATICULE_ELECTRON_EXECUTABLE
  const version = env.GRATICULE_ELECTRON_VERSION
  const source = env.GRATICULE_ELECTRON_SOURCE
  const folder = env.GRATICULE_ELECTRON_FOLDER
  if (executable === undefined || version === undefined || folder === undefined) return undefined
  return source === 'official' || source === 'registry' ? { executable, version, source, folder } : undefined
}

/** One line that says which Electron is used. */
export function describeRuntime({ version, source }: ElectronRuntime): string {
  return source === 'official'
    ? `Electron ${version}, the official build`
    : `Electron ${version} from the registry runtime (development and tests only)`
}
