// Runs on the system's Node with nothing installed, so: built-ins only, and syntax that an older Node still parses.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error('Graticule needs Node 20.19 or newer to start; this is Node ' + process.versions.node + '.')
  console.error('Install the current LTS release from https://nodejs.org/ and run the same command again.')
  process.exit(1)
}

/** @type {Record<string, [file: string, purpose: string]>} */
const tasks = {
  start: ['build/tasks/start.ts', 'build what changed and open the app'],
  demo: ['build/tasks/demo.ts', 'drive the app through its main job against the practice cloud'],
  pictures: ['build/tasks/pictures.ts', 'run the demo and renew the pictures of the documents'],
  test: ['build/tasks/test.ts', 'run every suite; the last line is the count'],
  clients: ['build/tasks/clients.ts', 'renew the tables of clients in docs/practice-cloud.md from the last runs'],
  check: ['build/tasks/check.ts', 'lint, types, import rules, unused code, formatting'],
  cli: ['electron/cli.ts', 'the same services without a window (cli -- --help)'],
  bundle: ['build/tasks/bundle.ts', 'build the app into out/app'],
  bench: [
    'build/tasks/bench.ts',
    'measure vault, practice cloud and window into out/bench.json (bench -- vault: one of them)'
  ],
  package: ['build/tasks/package.ts', 'make an unpacked app and smoke-test it (--installers: the installers instead)'],
  session: [
    'build/tasks/session.ts',
    'run a command with a display, a throw-away keychain and Electron (session -- <command>)'
  ],
  electron: ['build/tasks/electron.ts', 'provide the Electron runtime and print where it is']
}

const [name = '', ...given] = process.argv.slice(2)
const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined
if (task === undefined) {
  console.error('Usage: node build/run.mjs <task>\n')
  for (const [each, [, purpose]] of Object.entries(tasks)) console.error('  ' + each.padEnd(10) + purpose)
  process.exit(2)
}

const { installPackages } = await import('./bootstrap/install-packages.mjs')
const { runOnPinnedNode } = await import('./bootstrap/pinned-node.mjs')
installPackages()
runOnPinnedNode(task[0], given[0] === '--' ? given.slice(1) : given)
