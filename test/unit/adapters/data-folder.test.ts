import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder, makePrivateFolder, openDataFolder } from '../../../electron/adapters/data-folder.ts'
import { tempFolder } from './vault-bench.ts'

describe('dataFolder', () => {
  const root = (platform: NodeJS.Platform, env: Record<string, string>, home: string) =>
    dataFolder({ platform, env, home }).root

  it('is local and never roaming on Windows', () => {
    const env = { APPDATA: 'C:\\Users\\a\\AppData\\Roaming', LOCALAPPDATA: 'D:\\Local' }
    expect(root('win32', env, 'C:\\Users\\a')).toBe('D:\\Local\\Graticule')
    expect(root('win32', { APPDATA: env.APPDATA }, 'C:\\Users\\a')).toBe('C:\\Users\\a\\AppData\\Local\\Graticule')
  })

  it('is Application Support on macOS', () => {
    expect(root('darwin', { XDG_DATA_HOME: '/x' }, '/Users/a')).toBe('/Users/a/Library/Application Support/Graticule')
  })

  it('follows XDG on Linux and ignores a relative XDG_DATA_HOME', () => {
    expect(root('linux', {}, '/home/a')).toBe('/home/a/.local/share/graticule')
    expect(root('linux', { XDG_DATA_HOME: '/data' }, '/home/a')).toBe('/data/graticule')
    expect(root('linux', { XDG_DATA_HOME: 'data' }, '/home/a')).toBe('/home/a/.local/share/graticule')
  })

  it('lies where GRATICULE_HOME says, on every platform', () => {
    expect(root('linux', { GRATICULE_HOME: '/g/', XDG_DATA_HOME: '/data' }, '/home/a')).toBe('/g')
    expect(root('win32', { GRATICULE_HOME: 'E:\\g' }, 'C:\\Users\\a')).toBe('E:\\g')
  })

  it('holds everything under its root', () => {
    const { root: at, ...rest } = dataFolder({ platform: 'linux', env: {}, home: '/home/a' })
    for (const path of Object.values(rest)) expect(path.startsWith(`${at}/`)).toBe(true)
  })
})

describe('openDataFolder', () => {
  const mode = (path: string) => statSync(path).mode & 0o777

  it.skipIf(process.platform === 'win32')(
    'makes a folder that only its owner enters, and tightens an open one',
    async () => {
      const home = tempFolder()
      const { root } = await openDataFolder({ platform: 'linux', env: {}, home })
      expect(mode(root)).toBe(0o700)
      const open = join(home, 'open')
      mkdirSync(open, { mode: 0o755 })
      makePrivateFolder(open)
      expect(mode(open)).toBe(0o700)
    }
  )
})
