const inFolder = (folder) => `^${folder}/`
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'contract-imports-nothing',
      'Both processes share it.',
      { path: inFolder('electron/contract') },
      { pathNot: inFolder('electron/contract') }
    ),
    rule(
      'knowledge-is-data',
      'Facts import the contract only.',
      { path: inFolder('electron/knowledge') },
      { pathNot: '^electron/(knowledge|contract)/' }
    ),
    rule(
      'services-know-no-vendor',
      'Services know the contract, knowledge and each other.',
      { path: inFolder('electron/services') },
      { pathNot: '^electron/(services|knowledge|contract)/' }
    ),
    rule(
      'adapters-know-ports-only',
      'Of the services an adapter sees the ports and the error type.',
      { path: inFolder('electron/adapters') },
      { path: inFolder('electron/services'), pathNot: '^electron/services/(ports|app-failure)\\.ts$' }
    ),
    rule(
      'adapters-know-no-caller',
      'ipc and window call services, which call adapters.',
      { path: inFolder('electron/adapters') },
      { path: '^electron/(ipc|window)/' }
    ),
    rule(
      'ipc-knows-services-only',
      'No adapter below a handler.',
      { path: inFolder('electron/ipc') },
      { path: '^electron/(adapters|window|knowledge)/' }
    ),
    rule(
      'preload-is-only-the-wire',
      'Contract and electron.',
      { path: '^electron/preload\\.ts$' },
      { pathNot: '^(electron/contract/|node_modules/electron/|electron$)' }
    ),
    rule(
      'renderer-sees-only-the-contract',
      'The renderer never reaches into the main process.',
      { path: inFolder('renderer') },
      { path: '^(electron/(?!contract/)|practice/|build/)' }
    ),
    rule(
      'renderer-uses-no-node',
      'The page is sandboxed.',
      { path: inFolder('renderer') },
      { dependencyTypes: ['core'] }
    ),
    rule(
      'state-knows-no-screen',
      'State is below components and screens.',
      { path: inFolder('renderer/state') },
      { path: '^renderer/(screens|components)/' }
    ),
    rule(
      'components-know-no-state',
      'Components get what they show.',
      { path: inFolder('renderer/components') },
      { path: '^renderer/(screens|state)/' }
    ),
    rule(
      'practice-is-independent',
      'It can disagree with the app.',
      { path: inFolder('practice') },
      { path: '^(electron|renderer|build|test)/' }
    ),
    rule(
      'packaged-practice-takes-no-names-of-azure',
      'Only the repository can answer under them.',
      { path: '^practice/packaged\\.ts$' },
      { path: inFolder('practice/azure-names'), reachable: true }
    ),
    rule('nothing-imports-test', 'Tests are leaves.', { pathNot: inFolder('test') }, { path: inFolder('test') }),
    rule(
      'window-only-in-main',
      'The command line has no window.',
      { path: '^electron/cli' },
      { path: '^(electron/window/|node_modules/electron/)' }
    ),
    rule('no-circle', 'A circle has no bottom to start reading from.', {}, { circular: true }),
    rule('nothing-unresolved', 'Every import exists.', {}, { couldNotResolve: true })
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'import', 'node', 'default'] }
  }
}
