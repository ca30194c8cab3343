import type { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

const threads: Worker[] = []
const notice = (worker: Worker) => threads.push(worker)
process.on('worker', notice)
afterAll(() => process.off('worker', notice))

const failed = { status: 'rejected', reason: { failure: { code: 'vault-not-written' } } }

describe('a write thread that dies', () => {
  it('at rest costs one write, which says so', async () => {
    const vault = await vaultIn(tempFolder(), new FakeKeychain())
    await vault.write('msal-cache', 'a', 'first')
    await threads.at(-1)?.terminate()
    const [outcome] = await Promise.allSettled([vault.write('msal-cache', 'a', 'second')])
    expect(outcome).toMatchObject(failed)
    await vault.write('msal-cache', 'a', 'third')
    expect(await vault.read('msal-cache', 'a')).toBe('third')
    await vault.close()
  })
})
