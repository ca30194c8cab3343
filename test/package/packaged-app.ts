import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { executableIn } from '../../build/package/executable.ts'
import { withDisplayAndKeychain } from '../../build/system/private-session.ts'

/** A copy of the packaged app where an unprivileged user can read it. */
export interface PackagedApp {
  executable: string
  /** A folder that the user who runs the app can write into. */
  folder: string
  /** Starts it as nobody (when root), so that Chromium's sandbox is on, with a display, keychain and home of its own. */
  launch: (launch?: { args?: string[]; env?: Record<string, string>; signal?: string }) => Promise<Launch>
  remove: () => Promise<void>
}

/** What one start of the app looked like from outside. */
export interface Launch {
  window: boolean
  sandboxedRenderer: boolean
  exitCode: number
  output: string
}

const nobody = 65534

/** Copies the package that GRATICULE_PACKAGE names. */
export async function copyPackagedApp(): Promise<PackagedApp> {
  const folder = await mkdtemp(join(tmpdir(), 'graticule-package-'))
  await chmod(folder, 0o777)
  await cp(packageFolder(), join(folder, 'app'), { recursive: true })
  await cp(join(import.meta.dirname, 'look-at.sh'), join(folder, 'look-at.sh'))
  const executable = executableIn(join(folder, 'app'), process.platform)
  return {
    executable,
    folder,
    launch: async ({ args = [], env = {}, signal = '' } = {}) => {
      const set = Object.entries(env).map(([name, value]) => `${name}=${value}`)
      // `env` starts the app, so that these variables reach nothing but it.
      const { output } = await withDisplayAndKeychain(
        ['sh', join(folder, 'look-at.sh'), 'env', ...set, executable, ...args],
        {
          cwd: folder,
          output: 'quiet',
          env: { EXTRA_SIGNAL: signal },
          ...(process.getuid?.() === 0 ? { asUser: nobody } : {})
        }
      )
      return {
        window: /^window$/m.test(output),
        sandboxedRenderer: /^sandboxed renderer$/m.test(output),
        exitCode: Number(/^exit (\d+)$/m.exec(output)?.[1] ?? Number.NaN),
        output
      }
    },
    remove: () => rm(folder, { recursive: true, force: true })
  }
}

/** The folder under test. */
export function packageFolder(): string {
  const folder = process.env.GRATICULE_PACKAGE
  if (folder === undefined) throw new Error('GRATICULE_PACKAGE does not name a packaged app. Run: npm run package')
  return folder
}
