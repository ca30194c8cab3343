import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

/** What a Secret Service was asked while somebody listened to its bus (Linux). */
export interface KeychainTrace {
  /** Names of all calls that were made so far, such as `GetSecrets`. */
  calls: () => Promise<string[]>
  stop: () => Promise<void>
}

/** Listens to the calls that programs make to the Secret Service of a D-Bus session. */
export async function traceKeychain(env: Record<string, string>): Promise<KeychainTrace> {
  const rule = "type='method_call',destination='org.freedesktop.secrets'"
  const monitor = spawn('dbus-monitor', ['--session', '--profile', rule], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const calls: string[] = []
  const lines = createInterface({ input: monitor.stdout })
  // The columns of --profile: type, time, serial, sender, destination, path, interface, member.
  lines.on('line', (line) => {
    const [type, , , , , , , member = ''] = line.split('\t')
    if (type === 'mc') calls.push(member)
  })
  await once(lines, 'line')
  /** What was called before a call of our own came by before it. */
  const ping = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
  const pings = (): number => calls.filter((name) => name === 'Ping').length
  return {
    calls: async () => {
      const before = pings()
      await promisify(execFile)('dbus-send', [...ping, 'org.freedesktop.DBus.Peer.Ping'], {
        env: { ...process.env, ...env }
      })
      while (pings() === before) await once(lines, 'line')
      return calls.filter((name) => name !== 'Ping')
    },
    stop: async () => {
      const ended = once(monitor, 'exit')
      monitor.kill()
      await ended
    }
  }
}
