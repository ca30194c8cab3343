import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild, type ChildOptions, type ChildResult } from '../child.ts'
import { electronEnvironment } from '../runtime/launch.ts'
import { makeThrowAwayHome } from './throw-away-home.ts'

/** Options of one command in a session of its own. */
export interface SessionOptions extends Pick<ChildOptions, 'cwd' | 'output' | 'timeLimitMs'> {
  env?: Record<string, string>
  /** Run it as this user id (only root can): Chromium's sandbox works for every user but root. */
  asUser?: number
}

// The keyring's password comes on standard input, so it is in no argument and no environment. What the bus itself says on
// stderr goes to a file, because it is noise between the lines of the command, whose own stderr is kept as descriptor 3.
const startBus = 'exec 3>&2 2>"$HOME/session.log"; exec dbus-run-session -- sh -c "$0" "$@"'
const unlockThenRun =
  'gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 125; shift; exec "$@" </dev/null 2>&3 3>&-'

/**
 * Runs a command so that it can open windows and use a real OS keychain while nobody is there: on Linux with a virtual
 * display (where there is none), a D-Bus session and a keyring of its own, and a throw-away home. Elsewhere it just runs.
 */
export async function withDisplayAndKeychain(
  command: readonly [string, ...string[]],
  options: SessionOptions = {}
): Promise<ChildResult> {
  const { asUser, env: extra, ...child } = options
  const [program, ...args] = command
  if (process.platform !== 'linux') return runChild(program, args, { ...child, env: { ...process.env, ...extra } })
  const home = await makeThrowAwayHome(asUser)
  const inherited: Record<string, string | undefined> = electronEnvironment(process.env)
  delete inherited.DBUS_SESSION_BUS_ADDRESS
  delete inherited.WAYLAND_DISPLAY
  try {
    const [first = '', ...rest] = [
      ...(asUser === undefined ? [] : asOther(asUser)),
      // A display of root is not readable by another user.
      ...(inherited.DISPLAY === undefined || asUser !== undefined ? virtualDisplay : []),
      ...['sh', '-c', startBus, unlockThenRun, 'sh', 'command'],
      ...command
    ]
    const env = { ...inherited, ...home.env, XDG_SESSION_TYPE: 'x11', ...extra }
    const input = randomBytes(24).toString('base64url')
    const result = await runChild(first, rest, { ...child, env, input, asGroup: true })
    if (sessionFailures.has(result.code))
      process.stderr.write(await readFile(join(home.folder, 'session.log'), 'utf8').catch(() => ''))
    return result
  } finally {
    await home.remove()
  }
}

// 125: the keyring did not unlock; 126 and 127: a command of the session could not be run.
const sessionFailures = new Set([125, 126, 127])

// With its last client gone an X server begins anew unless told otherwise; a program that comes at that moment finds none.
const virtualDisplay = ['xvfb-run', '-a', '-s', '-screen 0 1600x1200x24 -noreset']

function asOther(user: number): string[] {
  return ['setpriv', `--reuid=${user.toString()}`, `--regid=${user.toString()}`, '--clear-groups', '--']
}
