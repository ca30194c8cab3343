import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const limitMs = 10_000

/** A keyring of a test's own, on a D-Bus of its own (Linux): it can be locked without harm to any other. */
export class PrivateKeyring {
  readonly #folder: string
  readonly #env: NodeJS.ProcessEnv
  readonly #busId: number
  readonly #password = randomBytes(24).toString('base64url')

  private constructor(folder: string, env: NodeJS.ProcessEnv, busId: number) {
    this.#folder = folder
    this.#env = env
    this.#busId = busId
  }

  static async start(): Promise<PrivateKeyring> {
    const folder = await mkdtemp(join(tmpdir(), 'graticule-keyring-'))
    const runtime = join(folder, 'runtime')
    await mkdir(runtime, { mode: 0o700 })
    await chmod(runtime, 0o700)
    // Without a display there is no prompt to wait for; an undefined value is not handed to a child.
    const none = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, DBUS_SESSION_BUS_ADDRESS: undefined }
    const env = { ...process.env, ...none, HOME: folder, XDG_DATA_HOME: join(folder, 'data'), XDG_RUNTIME_DIR: runtime }
    const bus = await run('dbus-daemon', ['--session', '--fork', '--print-address=1', '--print-pid=1'], {
      env,
      timeout: limitMs
    })
    const [address = '', pid = ''] = bus.stdout.trim().split('\n')
    const keyring = new PrivateKeyring(folder, { ...env, DBUS_SESSION_BUS_ADDRESS: address }, Number(pid))
    await keyring.unlock()
    return keyring
  }

  /** What a program needs to find it. */
  get env(): Record<string, string> {
    return { DBUS_SESSION_BUS_ADDRESS: this.#env.DBUS_SESSION_BUS_ADDRESS ?? '' }
  }

  async lock(): Promise<void> {
    const service = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
    const collection = 'array:objpath:/org/freedesktop/secrets/collection/login'
    const lock = [...service, 'org.freedesktop.Secret.Service.Lock', collection]
    await run('dbus-send', lock, { env: this.#env, timeout: limitMs })
  }

  /** Without a prompt, a keyring is unlocked only as its daemon starts, so that another one takes over. */
  async unlock(): Promise<void> {
    const child = spawn('gnome-keyring-daemon', ['--replace', '--unlock', '--components=secrets'], {
      env: this.#env,
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: limitMs
    })
    child.stdin.end(this.#password)
    const code = await new Promise((resolve) => child.once('exit', resolve))
    if (code !== 0) throw new Error(`gnome-keyring-daemon ended with ${String(code)}`)
  }

  /** Leaves every question without an answer, as while a prompt stands; gives back what ends that. */
  async hold(): Promise<() => void> {
    const bus = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
    const ask = [...bus, 'org.freedesktop.DBus.GetConnectionUnixProcessID', 'string:org.freedesktop.secrets']
    const { stdout } = await run('dbus-send', ask, { env: this.#env, timeout: limitMs })
    const daemonId = Number(/uint32 (\d+)/.exec(stdout)?.[1])
    process.kill(daemonId, 'SIGSTOP')
    return () => process.kill(daemonId, 'SIGCONT')
  }

  /** Ends the bus, and with it the keyring. */
  async stop(): Promise<void> {
    process.kill(this.#busId)
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
