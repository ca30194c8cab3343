import { expect, it } from 'vitest'
import { nativeClosure, type Lockfile } from '../../../build/package/native-closure.ts'

const lockfile: Lockfile = {
  packages: {
    '': {},
    'node_modules/store': {
      dependencies: { packer: '1', 'node-addon-api': '8', shared: '1' },
      optionalDependencies: { '@store/store-linux-x64': '1', '@store/store-darwin-arm64': '1', 'speed-up': '1' }
    },
    'node_modules/store/node_modules/shared': { version: '1' },
    'node_modules/shared': { version: '2' },
    'node_modules/packer': { dependencies: { shared: '2' } },
    'node_modules/node-addon-api': {},
    'node_modules/speed-up': {},
    'node_modules/unrelated': {},
    'node_modules/@store/store-linux-x64': { os: ['linux'] },
    'node_modules/@store/store-darwin-arm64': { os: ['darwin'] }
  }
}

it('holds what the module loads on this system, each from where Node finds it', () => {
  expect(nativeClosure(lockfile, ['store'], 'linux')).toEqual([
    'node_modules/@store/store-linux-x64',
    'node_modules/packer',
    'node_modules/shared',
    'node_modules/store',
    'node_modules/store/node_modules/shared'
  ])
})
