import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { executableIn } from '../../build/package/executable.ts'
import { packageFolder } from './packaged-app.ts'

const isUnsignedBuild = !['CSC_LINK', 'CSC_NAME', 'WIN_CSC_LINK'].some((name) => process.env[name])

it('has exactly these fuses', async () => {
  const { version, ...wire } = await getCurrentFuseWire(executableIn(packageFolder(), process.platform))
  const named = Object.fromEntries(
    Object.entries(wire).map(([fuse, state]) => [FuseV1Options[Number(fuse)], state === FuseState.ENABLE])
  )
  expect(version).toBe('1')
  expect(named).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: !isUnsignedBuild,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    // Electron before 45 has no such fuse.
    ...('WasmTrapHandlers' in named ? { WasmTrapHandlers: true } : {})
  })
})

it.runIf(process.platform === 'linux')('says that it is a test package when it holds the registry runtime', () => {
  const isTestPackage = packageFolder().includes('TEST-PACKAGE')
  expect(existsSync(join(packageFolder(), 'TEST-PACKAGE.txt'))).toBe(isTestPackage)
})

it.runIf(process.platform === 'linux')('carries no code outside the archive but native modules', async () => {
  expect((await readdir(join(packageFolder(), 'resources'))).sort()).toEqual(['app.asar', 'app.asar.unpacked'])
  const unpacked = await readdir(join(packageFolder(), 'resources', 'app.asar.unpacked'), {
    recursive: true,
    withFileTypes: true
  })
  const code = unpacked.filter((entry) => entry.isFile() && entry.name.endsWith('.node'))
  expect(code.map(({ name }) => name).sort()).toEqual(['keytar.node', 'node.napi.glibc.node'])
})
