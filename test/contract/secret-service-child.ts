import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { createKeytarKeychain } from '../../electron/adapters/keychain/keytar-keychain.ts'
import { openVault } from '../../electron/adapters/vault/vault.ts'
import { AppFailure } from '../../electron/services/app-failure.ts'

// Runs in a D-Bus session of its own, whose keyring it locks and unlocks; prints what it saw as one line of JSON.
const [root = '', work = '', password = ''] = process.argv.slice(2)
const keychain = createKeytarKeychain({ platform: 'linux' })
const seen: Record<string, unknown> = {}
const open = () => openVault({ folder: join(root, 'vault'), keychain })
const codeOf = (work: Promise<unknown>) =>
  work.catch((error: unknown) => (error instanceof AppFailure ? error.failure.code : String(error)))

if (work === 'no-bus') {
  seen.probe = await keychain.probe()
  seen.get = await codeOf(keychain.get('none'))
  const vault = await open()
  seen.mode = vault.status().mode
  await vault.write('msal-cache', 'a', 'in memory')
} else if (work === 'after') {
  const vault = await open()
  seen.after = vault.status()
  seen.readAfter = await codeOf(vault.read('msal-cache', 'a'))
} else {
  const first = await open()
  seen.unlocked = first.status()
  await first.write('msal-cache', 'a', 'kept')
  await first.close()
  const collection = 'array:objpath:/org/freedesktop/secrets/collection/login'
  const service = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
  execFileSync('dbus-send', [...service, 'org.freedesktop.Secret.Service.Lock', collection])
  seen.getLocked = await keychain.get('none')
  seen.probeLocked = await keychain.probe()
  const second = await open()
  seen.locked = second.status()
  seen.readLocked = await codeOf(second.read('msal-cache', 'a'))
  await second.close()
  // Without a prompt, a keyring is unlocked only as its daemon starts; libsecret does not find the new one in a process
  // that knew the old one, so another process looks.
  const unlock = ['--replace', '--unlock', '--components=secrets']
  execFileSync('gnome-keyring-daemon', unlock, { input: password, stdio: ['pipe', 'ignore', 'ignore'] })
  const after = execFileSync(process.execPath, [import.meta.filename, root, 'after']).toString()
  Object.assign(seen, JSON.parse(after) as object)
}
process.stdout.write(`${JSON.stringify(seen)}\n`)
