import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** What a Secret Service was asked while somebody listened to its bus (Linux). */
export interface KeychainTrace {
  /** Names of the calls so far, such as `GetSecrets`. */
  calls: () => string[]
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
  return {
    calls: () => [...calls],
    stop: async () => {
      const ended = once(monitor, 'exit')
      monitor.kill()
      await ended
    }
  }
}
