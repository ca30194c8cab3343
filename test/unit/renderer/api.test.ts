import { describe, expect, it } from 'vitest'
import { channels, type Wire } from '#contract/api'
import { apiOver } from '../../../renderer/lib/api.ts'
import { FakeWire } from '../../fakes/wire.ts'

describe('apiOver', () => {
  it('has a function for each call of the contract', () => {
    expect(Object.keys(apiOver(new FakeWire())).sort()).toEqual(Object.keys(channels).sort())
  })

  it('passes name and request on and the answer back', async () => {
    const wire = new FakeWire()
    const result = await apiOver(wire).copyToken({ tokenId: 'token-maps', form: 'curl' })
    expect(wire.calls).toEqual([{ name: 'copyToken', request: { tokenId: 'token-maps', form: 'curl' } }])
    expect(result).toMatchObject({ ok: true, value: { what: 'curl command' } })
  })

  it('turns a wire that breaks into a failure with a sentence', async () => {
    const broken: Wire = { call: () => Promise.reject(new Error('gone')) as never, on: () => () => undefined }
    expect(await apiOver(broken).getStatus({})).toEqual({
      ok: false,
      failure: { code: 'unexpected', reference: 'window/getStatus' }
    })
  })
})
