import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guardDataFolder } from '../../../electron/adapters/windows-folder.ts'
import { tempFolder } from './vault-bench.ts'

const env = { SystemRoot: 'D:\\Windows' }
const ann = 'S-1-5-21-1111111111-2222222222-3333333333-1001'

/** Programs as Windows has them, recorded; `whoami` prints what it is told to. */
function recorded(whoami = `"contoso\\änn","${ann}"\r\n`, icacls: () => string = () => 'Verarbeitet\r\n') {
  const calls: [string, ...string[]][] = []
  const run = (file: string, args: string[]): Promise<string> => {
    calls.push([file, ...args])
    return new Promise((resolve) => {
      resolve(file.endsWith('whoami.exe') ? whoami : icacls())
    })
  }
  return { calls, run }
}

describe('the rights of the data folder', () => {
  it('are on Windows the owner’s, the system’s and the administrators’, by SID, and set by the system’s own programs', async () => {
    const folder = join(tempFolder(), 'Graticule')
    const { calls, run } = recorded()
    const guard = guardDataFolder({ root: folder, vault: join(folder, 'vault') }, { platform: 'win32', env, run })
    expect(guard.rights()).toBeNull()
    await guard.done
    expect(guard.rights()).toBe('owner-only')
    expect(calls).toEqual([
      ['D:\\Windows\\System32\\whoami.exe', '/user', '/fo', 'csv', '/nh'],
      [
        'D:\\Windows\\System32\\icacls.exe',
        folder,
        '/inheritance:r',
        '/grant:r',
        `*${ann}:(OI)(CI)F`,
        '*S-1-5-18:(OI)(CI)F',
        '*S-1-5-32-544:(OI)(CI)F',
        '/remove:g',
        '*S-1-1-0',
        '*S-1-5-11',
        '*S-1-5-32-545',
        '*S-1-5-32-546',
        '/q'
      ]
    ])
  })

  it('are left to the person for a folder that GRATICULE_HOME names, but for the vault in it', async () => {
    const root = tempFolder()
    const { calls, run } = recorded()
    const vault = join(root, 'vault')
    await guardDataFolder({ root, vault }, { platform: 'win32', env: { ...env, GRATICULE_HOME: root }, run }).done
    expect(calls[1]?.[1]).toBe(vault)
  })

  it('are set once, and again for a folder that was made anew with the old marker in it', async () => {
    const folder = join(tempFolder(), 'Graticule')
    const { calls, run } = recorded()
    await guardDataFolder({ root: folder, vault: join(folder, 'vault') }, { platform: 'win32', env, run }).done
    const again = guardDataFolder({ root: folder, vault: join(folder, 'vault') }, { platform: 'win32', env, run })
    await again.done
    expect(again.rights()).toBe('owner-only')
    expect(calls).toHaveLength(2)
    const marker = readFileSync(join(folder, 'folder-rights.json'))
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    expect(marker.toString()).toContain('madeAt')
    await guardDataFolder({ root: folder, vault: join(folder, 'vault') }, { platform: 'win32', env, run }).done
    expect(calls).toHaveLength(4)
  })

  it.each([
    ['the user’s SID is not told', recorded('"contoso\\ann"\r\n').run],
    ['a program is missing', () => Promise.reject(new Error('spawn ENOENT'))],
    [
      'icacls refuses',
      recorded(undefined, () => {
        throw new Error('Access is denied.')
      }).run
    ]
  ])('are said not to be set where %s, and tried again at the next start', async (_, run) => {
    const folder = join(tempFolder(), 'Graticule')
    const guard = guardDataFolder({ root: folder, vault: join(folder, 'vault') }, { platform: 'win32', env, run })
    await guard.done
    expect(guard.rights()).toBe('not-set')
    const next = recorded()
    await guardDataFolder({ root: folder, vault: join(folder, 'vault') }, { platform: 'win32', env, run: next.run })
      .done
    expect(next.calls).toHaveLength(2)
  })

  it.each(['linux', 'darwin'] as const)('are the mode’s on %s', async (platform) => {
    const { calls, run } = recorded()
    const guard = guardDataFolder({ root: tempFolder(), vault: tempFolder() }, { platform, env, run })
    await guard.done
    expect(guard.rights()).toBeNull()
    expect(calls).toEqual([])
  })
})
