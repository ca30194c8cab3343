import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** Walls that dependency-cruiser cannot see (type-only imports inside .svelte), with the name of the replacement. */
const wall = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

const noElectron = {
  group: ['electron', 'electron/*'],
  message: 'Say what you need as a port in services/ports.ts; an adapter implements it.'
}
const noNode = {
  group: ['node:*'],
  message: 'Say what you need as a port in services/ports.ts; an adapter implements it.'
}
const noVendor = {
  group: ['@azure/*', 'keytar', 'lmdb', 'undici', 'jose', 'valibot', 'commander', 'open'],
  message: 'Vendors stay in electron/adapters/; services speak to the port.'
}
const noMain = {
  group: ['**/electron/**', '../**/services/*', '../**/adapters/*', 'electron', 'node:*'],
  message: 'The renderer sees only #contract; ask for data through lib/api.ts.'
}
const noSafeStorage = {
  selector: "Identifier[name='safeStorage']",
  message: 'On Linux it falls back to plaintext (basic_text); secrets go through the Keychain port.'
}
const noTest = { group: ['**/test/**'], message: 'Nothing imports test/.' }

export default ts.config(
  { ignores: ['**/*.svelte.d.ts', 'out/', 'dist/', 'node_modules/', 'test/clients/recordings/'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylisticTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.config.ts', '.*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte']
      }
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser, svelteConfig } },
    // Svelte writes to $state and $props bindings, which these two rules take for constants.
    rules: {
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'off'
    }
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    ...ts.configs.disableTypeChecked,
    languageOptions: { ...ts.configs.disableTypeChecked.languageOptions, globals: globals.node }
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' } },
  // Programs whose output is their job.
  { files: ['build/**', 'practice/main.ts', 'test/demo/**'], rules: { 'no-console': 'off' } },
  {
    files: ['electron/contract/**'],
    rules: wall([noElectron, noNode, noVendor, { group: ['../*'], message: 'The contract imports nothing.' }])
  },
  {
    files: ['electron/knowledge/**', 'electron/services/**'],
    rules: wall([
      noElectron,
      noNode,
      noVendor,
      noTest,
      { group: ['**/adapters/**', '**/ipc/**', '**/window/**'], message: 'Services know ports only.' }
    ])
  },
  {
    files: ['electron/adapters/**', 'electron/window/**'],
    rules: wall([noTest, { group: ['**/ipc/**'], message: 'Adapters know ports, not their callers.' }])
  },
  { files: ['electron/**'], rules: { 'no-restricted-syntax': ['error', noSafeStorage] } },
  { files: ['renderer/**'], rules: wall([noMain, noTest, noVendor]) },
  {
    files: ['practice/**'],
    rules: wall([
      noTest,
      {
        group: ['**/electron/**', '#contract/*', 'electron'],
        message: 'The practice cloud is independent of the app, so that it can disagree with it.'
      }
    ])
  },
  // Fakes answer at once what ports promise later, and vitest's asymmetric matchers are typed as any.
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off'
    }
  }
)
