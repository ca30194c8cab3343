import { describe, expect, it } from 'vitest'
import { azureClouds } from '../../../electron/knowledge/clouds.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { Network } from '../../../electron/services/network.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'

const practice = { ...azureClouds.public, name: 'practice', isPrivate: true } as const
const clock = { now: () => 0, sleep: () => Promise.resolve() }
const unreachable = { code: 'unreachable', host: 'localhost:4321' } as const
const refused = (): Promise<never> => Promise.reject(new AppFailure(unreachable))

describe('a service of the practice cloud that cannot be reached', () => {
  it('is named while the practice cloud answers elsewhere, and the network is not to blame', async () => {
    const network = new Network(clock, () => Promise.resolve(true))
    expect(await failureOfAsync(network.use(practice, refused()))).toEqual(unreachable)
    expect(network.offlineSince).toBeNull()
  })

  it('says that the practice cloud is stopped where nothing of it answers', async () => {
    const network = new Network(clock, () => Promise.resolve(false))
    expect(await failureOfAsync(network.use(practice, refused()))).toEqual({ code: 'practice-cloud-stopped' })
    expect(network.offlineSince).not.toBeNull()
  })
})
