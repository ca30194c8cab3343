/** The part of package-lock.json that tells what depends on what. */
export interface Lockfile {
  packages: Record<
    string,
    {
      version?: string
      integrity?: string
      dependencies?: Record<string, string>
      optionalDependencies?: Record<string, string>
      os?: string[]
      cpu?: string[]
    }
  >
}

/** Headers for compiling; nothing loads them. */
const buildTimeOnly = new Set(['node-addon-api'])

/**
 * The lockfile's paths of the named packages and all they load at run time on `os`: what the installers carry as node_modules.
 * Of the optional packages only a native module's own binaries count.
 */
export function nativeClosure(lockfile: Lockfile, names: readonly string[], os: NodeJS.Platform): string[] {
  const found = new Set<string>()
  const visit = (from: string, name: string): void => {
    const path = resolveIn(lockfile, from, name)
    if (path === undefined || buildTimeOnly.has(name) || found.has(path)) return
    found.add(path)
    const entry = lockfile.packages[path]
    for (const each of Object.keys(entry?.dependencies ?? {})) visit(path, each)
    for (const each of Object.keys(entry?.optionalDependencies ?? {})) {
      const binary = lockfile.packages[resolveIn(lockfile, path, each) ?? '']
      if (each.startsWith(`@${name}/`) && binary?.os?.includes(os) === true) visit(path, each)
    }
  }
  for (const name of names) visit('', name)
  return [...found].sort()
}

/** Node's own way to find a package: the nearest node_modules, then upwards. */
function resolveIn(lockfile: Lockfile, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (path in lockfile.packages) return path
    if (folder === '') return undefined
  }
}
