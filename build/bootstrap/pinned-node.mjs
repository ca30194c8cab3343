import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endSignals, mustForward } from './forwarded-signals.mjs'

/** The repository's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The Node that the lockfile pins; npm may link it only after its packages are installed. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * The environment of every task: the pinned Node first on PATH, nothing that would turn Electron or Node into something else,
 * and a place where Node keeps what it compiled, which every command starts faster by.
 * @param {NodeJS.ProcessEnv} env
 */
export function taskEnvironment(env) {
  const rest = { ...env }
  delete rest.ELECTRON_RUN_AS_NODE
  delete rest.NODE_OPTIONS
  const pathName = Object.keys(rest).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const folders = [join(root, 'node_modules', 'node', 'bin'), join(root, 'node_modules', '.bin'), rest[pathName] ?? '']
  return { ...rest, [pathName]: folders.join(delimiter), NODE_COMPILE_CACHE: join(root, 'out', 'compile-cache') }
}

/**
 * Hands over to a file that runs on the pinned Node and ends as it ends.
 * @param {string} file relative to the repository
 * @param {string[]} given
 */
export function runOnPinnedNode(file, given) {
  const script = join(root, file)
  if (!existsSync(script)) {
    console.error(
      `This task needs ${file}, which is not in this copy of the repository. Get the whole repository and try again.`
    )
    process.exit(1)
  }
  const child = spawn(pinnedNode, [script, ...given], { stdio: 'inherit', env: taskEnvironment(process.env) })
  // Listened to in any case, because the child's end is ours.
  for (const signal of endSignals) process.on(signal, () => mustForward(signal) && child.kill(signal))
  child.on('error', (error) => {
    console.error(`The Node of the lockfile does not start (${error.message}). Run: npm ci`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
}
