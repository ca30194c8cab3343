import type { Requirement } from './requirements.ts'

/** The package manager of a Linux distribution, as far as we know it. */
export type PackageManager = 'apt' | 'dnf'

/**
 * The packages to ask for, each once. `isKnown` says whether apt knows a name: Debian 13 and Ubuntu 24.04 renamed some
 * libraries with the ending t64 (the 64-bit time transition).
 */
export function packagesFor(
  missing: readonly Requirement[],
  manager: PackageManager,
  isKnown: (name: string) => boolean = () => false
): string[] {
  const names = missing.map((each) => {
    if (manager === 'dnf') return each.dnf
    return isKnown(`${each.apt}t64`) ? `${each.apt}t64` : each.apt
  })
  return [...new Set(names)].sort()
}

/** The command that installs them, without sudo. */
export function installCommand(packages: readonly string[], manager: PackageManager): string[] {
  return manager === 'dnf'
    ? ['dnf', 'install', '-y', ...packages]
    : ['apt-get', 'install', '-y', '--no-install-recommends', ...packages]
}
