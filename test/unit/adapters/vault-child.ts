import { readSync } from 'node:fs'
import { join } from 'node:path'
import { openVault } from '../../../electron/adapters/vault/vault.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { folderKeychain } from '../../fakes/keychain.ts'

// A process of its own that uses a vault: `node vault-child.ts <root> write <id>`, `… update <times>`, `… rotate`, `… rotate-once`,
// `… try <id>`, `… hold <id>`, `… report`, `… open` or `… look`.
const [root = '', work = '', argument = ''] = process.argv.slice(2)
const vault = await openVault({ folder: join(root, 'vault'), keychain: folderKeychain(join(root, 'keychain')) })
if (work === 'write') {
  // Says each number after its write was acknowledged; ends by being killed.
  for (let n = 1; ; n++) {
    await vault.update('msal-cache', argument, () => `${String(n)}:${'x'.repeat(n % 5000)}`)
    process.stdout.write(`${String(n)}\n`)
  }
} else if (work === 'rotate') {
  for (;;) {
    process.stdout.write('rotating\n')
    await vault.rotate()
  }
} else if (work === 'rotate-once') {
  await vault.rotate()
} else if (work === 'try') {
  // Says of each of two writes whether it was acknowledged, or else why not.
  for (const value of ['first', 'second']) {
    const outcome = await vault.write('msal-cache', argument, value).then(
      () => 'acknowledged',
      (error: unknown) => (error instanceof AppFailure ? error.failure.code : String(error))
    )
    process.stdout.write(`${outcome}\n`)
    vault.status()
  }
} else if (work === 'hold') {
  // Keeps the write lock until something is said to it.
  await vault.update('msal-cache', argument, () => {
    process.stdout.write('holding\n')
    readSync(0, Buffer.alloc(1))
    return 'theirs'
  })
} else if (work === 'update') {
  for (let n = 0; n < Number(argument); n++) {
    await vault.update('msal-cache', 'counter', (current) => String(Number(current ?? '0') + 1))
    if (n % 10 === 0) await vault.read('msal-cache', 'counter')
  }
  await vault.index.put('account', String(process.pid), true)
} else if (work !== 'look') {
  if (work === 'report') process.stdout.write(JSON.stringify(vault.takeReport()))
  await vault.write('access-token', String(process.pid), 'mine')
}
await vault.close()
