import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openVault } from '../../electron/adapters/vault/vault.ts'
import { folderKeychain } from '../fakes/keychain.ts'
import { tempFolder } from '../unit/adapters/vault-bench.ts'

const child = join(import.meta.dirname, '..', 'unit', 'adapters', 'vault-child.ts')
const errors = ['ENOSPC', 'EIO', 'EPERM']
/** Every call by which LMDB writes its file on Linux; a write of the vault makes at most four of each. */
const calls = ['pwrite64', 'writev', 'fdatasync']
const mostOfEach = 4

/** A vault with one record, as files. */
async function madeVault(): Promise<string> {
  const root = tempFolder()
  const vault = await openVault({ folder: join(root, 'vault'), keychain: folderKeychain(join(root, 'keychain')) })
  await vault.write('msal-cache', 'account', 'old')
  await vault.close()
  return root
}

/** Two writes in a process of their own, of which one call of the system fails. */
function writeWithFault(root: string, call: string, nth: number, error: string) {
  const trace = join(root, 'trace')
  const { stdout, stderr, status, signal } = spawnSync(
    'strace',
    [
      ...['-f', '-qq', '-o', trace, '-P', join(root, 'vault', 'data.mdb'), '-e', `trace=${calls.join(',')}`],
      ...['-e', `inject=${call}:error=${error}:when=${String(nth)}`],
      ...[process.execPath, child, root, 'try', 'account']
    ],
    { encoding: 'utf8' }
  )
  const isCrash = signal === 'SIGABRT' || signal === 'SIGSEGV'
  if (status !== 0 && !isCrash)
    throw new Error(`strace is needed, with the right to trace a process of one's own: ${stderr}`)
  const said = stdout.split('\n').filter((line) => line !== '')
  return { said, isCrash, injected: readFileSync(trace, 'utf8').includes('(INJECTED)') }
}

describe.runIf(process.platform === 'linux')('a write of the vault that the disk refuses', () => {
  it.each(calls.flatMap((call) => errors.map((error) => [call, error] as const)))(
    'at any %s with %s leaves the old or the new record, says so, and the next write works',
    async (call, error) => {
      const made = await madeVault()
      let injections = 0
      for (let nth = 1; nth <= mostOfEach; nth++) {
        const root = tempFolder()
        cpSync(made, root, { recursive: true })
        const { said, isCrash, injected } = writeWithFault(root, call, nth, error)
        if (!injected) continue
        injections += 1
        const vault = await openVault({ folder: join(root, 'vault'), keychain: folderKeychain(join(root, 'keychain')) })
        const kept = await vault.read('msal-cache', 'account')
        await vault.close()
        expect(['old', 'first', 'second']).toContain(kept)
        // lmdb 3.5 writes its message about such a fault into too small a piece of memory, which may end the process
        // (decision 0010): then what is kept is all that can be asked.
        if (isCrash) continue
        expect(said, `${call} ${String(nth)}`).toHaveLength(2)
        // The fault may fall into the first or into the second write; one of them fails, and says that it was not written.
        expect(said.filter((outcome) => outcome === 'vault-not-written')).toHaveLength(1)
        expect(said).toContain('acknowledged')
        expect(said[1] === 'acknowledged' ? ['second'] : ['first', 'second']).toContain(kept)
      }
      expect(injections).toBeGreaterThan(0)
    },
    60_000
  )
})
