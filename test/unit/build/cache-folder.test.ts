import { expect, it } from 'vitest'
import { cacheFolder, type Machine } from '../../../build/runtime/cache-folder.ts'

const linux: Machine = { platform: 'linux', env: {}, home: '/home/ann', isRoot: false }

it.each<[string, Partial<Machine>, string]>([
  ['Linux', {}, '/home/ann/.cache/graticule'],
  ['Linux with XDG_CACHE_HOME', { env: { XDG_CACHE_HOME: '/fast/cache' } }, '/fast/cache/graticule'],
  ['Linux with a relative XDG_CACHE_HOME', { env: { XDG_CACHE_HOME: 'cache' } }, '/home/ann/.cache/graticule'],
  ['Linux as root', { home: '/root', isRoot: true }, '/var/cache/graticule'],
  ['macOS', { platform: 'darwin', home: '/Users/ann' }, '/Users/ann/Library/Caches/graticule'],
  [
    'Windows',
    { platform: 'win32', home: 'C:\\Users\\ann', env: { LOCALAPPDATA: 'D:\\Local' } },
    'D:\\Local\\graticule\\cache'
  ],
  [
    'Windows without LOCALAPPDATA',
    { platform: 'win32', home: 'C:\\Users\\ann' },
    'C:\\Users\\ann\\AppData\\Local\\graticule\\cache'
  ]
])('%s', (_, machine, expected) => {
  expect(cacheFolder({ ...linux, ...machine })).toBe(expected)
})
