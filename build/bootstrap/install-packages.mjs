import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { npmCommand } from './npm-command.mjs'
import { pinnedNode, root } from './pinned-node.mjs'
import { packagesAreCurrent, stampPackages } from './lockfile-stamp.mjs'

/** Makes node_modules match package-lock.json; everything it says goes to stderr, because the CLI's stdout is read by programs. */
export function installPackages() {
  if (existsSync(pinnedNode) && packagesAreCurrent(root)) return
  const insideNodeModules = !relative(join(root, 'node_modules'), process.execPath).startsWith('..')
  if (process.platform === 'win32' && insideNodeModules) {
    // Windows does not let npm replace the node.exe that runs this.
    stop('The npm packages are not those of package-lock.json.')
  }
  console.error('Installing the npm packages of package-lock.json …')
  const result = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (result.status !== 0) stop('The npm packages could not be installed.')
  if (!existsSync(pinnedNode)) stop('npm did not install the Node of the lockfile: was it told to ignore scripts?')
  stampPackages(root)
}

/** @param {string[]} given */
function npm(given) {
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'development' } }
  const [command, ...args] = npmCommand()
  return spawnSync(command, [...args, ...given], options)
}

/**
 * @param {string} reason
 * @returns {never}
 */
function stop(reason) {
  console.error(`${reason} In ${root} run: npm ci`)
  process.exit(1)
}
