import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What the stamp file holds: a hash of the lockfile that node_modules was installed from.
 * @param {string} lockfile text of package-lock.json
 */
export function stampOf(lockfile) {
  return createHash('sha256').update(lockfile.replaceAll('\r\n', '\n')).digest('hex')
}

/**
 * Whether npm's own record of what it installed agrees with the lockfile (someone ran `npm ci` by hand).
 * @param {{packages: Record<string, {version?: string, optional?: boolean}>}} wanted package-lock.json
 * @param {{packages: Record<string, {version?: string}>}} installed node_modules/.package-lock.json
 */
export function sameInstall(wanted, installed) {
  return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
    const found = installed.packages[path]
    return path === '' || (found === undefined ? optional === true : found.version === version)
  })
}

/**
 * Whether node_modules under `root` was installed from the package-lock.json there.
 * @param {string} root
 */
export function packagesAreCurrent(root) {
  const stampFile = join(root, 'node_modules', '.graticule-lock')
  const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === stampOf(lockfile)) return true
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record) || !sameInstall(JSON.parse(lockfile), JSON.parse(readFileSync(record, 'utf8')))) return false
  stampPackages(root)
  return true
}

/**
 * Records that node_modules now matches the lockfile.
 * @param {string} root
 */
export function stampPackages(root) {
  const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8')
  writeFileSync(join(root, 'node_modules', '.graticule-lock'), stampOf(lockfile) + '\n')
}
