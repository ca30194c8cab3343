import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/**
 * How to start npm: its own script on Node where that is known. On Windows `npm` is a batch file, which cannot be started
 * without a shell, so its script is looked for beside this Node and in the folders of PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} node the Node that runs this
 * @returns {[command: string, ...args: string[]]}
 */
export function npmCommand(env = process.env, platform = process.platform, node = process.execPath) {
  const given = env.npm_execpath ?? ''
  if (/npm-cli\.c?js$/.test(given) && existsSync(given)) return [env.npm_node_execpath ?? node, given]
  if (platform !== 'win32') return ['npm']
  const path = Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? ''
  const scripts = [dirname(node), ...path.split(delimiter)].map((folder) =>
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')
  )
  const script = scripts.find((each) => existsSync(each))
  return script === undefined ? ['npm'] : [node, script]
}
