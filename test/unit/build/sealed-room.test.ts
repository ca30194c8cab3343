import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runInSealedRoom } from '../../../build/sealed-room/enter.ts'
import { installCommand, packagesFor } from '../../../build/system/install-line.ts'
import { missingOf } from '../../../build/system/missing.ts'
import { sealedRoomRequirements } from '../../../build/system/requirements.ts'

describe.skipIf(process.platform === 'win32')('the sealed room', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'no-namespaces-'))
    vi.stubEnv('PATH', folder)
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, force: true })
  })

  it('says what it needs where no namespace is given', async () => {
    const unshare = join(folder, 'unshare')
    await writeFile(unshare, '#!/bin/sh\necho "unshare failed: Operation not permitted" >&2\nexit 1\n')
    await chmod(unshare, 0o755)
    await expect(runInSealedRoom(['true'], {})).rejects.toThrow(
      /needs a network and a mount namespace[^]*--user[^]*Operation not permitted[^]*sysctl[^]*--privileged/
    )
  })

  it('names the packages of the clients that are missing', async () => {
    const missing = await missingOf(sealedRoomRequirements)
    expect(missing.map(({ name }) => name)).toEqual(sealedRoomRequirements.map(({ name }) => name))
    expect(installCommand(packagesFor(missing, 'apt'), 'apt').join(' ')).toBe(
      'apt-get install -y --no-install-recommends azure-cli iproute2 libnss3-tools mount util-linux'
    )
  })
})
