import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createKeychainApart } from '../../electron/adapters/keychain/keychain-apart.ts'
import { createKeytarKeychain } from '../../electron/adapters/keychain/keytar-keychain.ts'
import { tempFolder, vaultIn } from '../unit/adapters/vault-bench.ts'
import { keychainContract } from './keychain-contract.ts'
import { vaultContract } from './vault-contract.ts'

// The person's own keychain is never touched unasked; whoever asks wants a failure, not a skip, where there is none.
const asked = process.env.GRATICULE_REAL_KEYCHAIN === '1'
const script = join(import.meta.dirname, 'secret-service-child.ts')

/** A home and runtime folder of its own, without a display to prompt on. */
function bareEnvironment(root: string): NodeJS.ProcessEnv {
  const runtime = join(root, 'runtime')
  mkdirSync(runtime)
  chmodSync(runtime, 0o700)
  // An undefined value is not handed to a child.
  const none = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, DBUS_SESSION_BUS_ADDRESS: undefined }
  return { ...process.env, ...none, HOME: root, XDG_DATA_HOME: join(root, 'data'), XDG_RUNTIME_DIR: runtime }
}

if (asked) {
  const real = () => createKeytarKeychain({ service: 'Graticule test' })
  const apart = createKeychainApart('Graticule test')
  afterAll(apart.leave)
  keychainContract('the real one by keytar', real)
  keychainContract('the real one in a process of its own', () => apart)
  vaultContract('LMDB with the real keychain', async () => {
    const vault = await vaultIn(tempFolder(), real())
    expect(vault.status().mode).toBe('keychain')
    return vault
  })
} else {
  it.skip('keychain contract on the real keychain: skipped because GRATICULE_REAL_KEYCHAIN is not 1', () => undefined)
}

const reason = asked ? '' : ' (skipped: GRATICULE_REAL_KEYCHAIN is not 1)'

describe.runIf(asked && process.platform === 'linux')(`a real Secret Service${reason}`, () => {
  it('that is locked answers null, is told apart by its probe, and closes the vault without a new key', () => {
    const root = tempFolder()
    const start =
      'printf %s "$2" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" "$1" "$3" lock "$2"'
    const args = ['--', 'sh', '-c', start, process.execPath, script, 'a password of this test', root]
    const { stdout, stderr, status } = spawnSync('dbus-run-session', args, {
      env: bareEnvironment(root),
      encoding: 'utf8',
      timeout: 20_000
    })
    expect(status, stderr).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      unlocked: { mode: 'keychain', keyState: 'ok', keychain: 'Secret Service' },
      getLocked: null,
      probeLocked: 'locked',
      locked: { mode: 'closed', keyState: 'locked' },
      readLocked: 'keychain-locked',
      after: { mode: 'keychain', keyState: 'ok' },
      readAfter: 'kept'
    })
  })

  it('that no D-Bus leads to is unavailable, and leaves nothing on disk', () => {
    const root = tempFolder()
    const { stdout, stderr, status } = spawnSync(process.execPath, [script, root, 'no-bus'], {
      env: bareEnvironment(root),
      encoding: 'utf8',
      timeout: 20_000
    })
    expect(status, stderr).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ probe: 'unavailable', get: 'keychain-unavailable', mode: 'memory-only' })
    expect(existsSync(join(root, 'vault'))).toBe(false)
  })
})
