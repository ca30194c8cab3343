import { describe, expect, it, vi } from 'vitest'
import { apiOver } from '../../../renderer/lib/api.ts'
import { SignIn } from '../../../renderer/state/sign-in.svelte.ts'
import { FakeWire } from '../../fakes/wire.ts'
import type { WireSwitches } from '../../fakes/wire-switches.ts'

function signInOver(switches: Partial<WireSwitches>): { wire: FakeWire; signIn: SignIn } {
  const wire = new FakeWire(switches)
  const signIn = new SignIn(apiOver(wire))
  wire.on('sign-in-progressed', (progress) => {
    signIn.receive(progress)
  })
  return { wire, signIn }
}
const step = (signIn: SignIn, name: string): Promise<void> =>
  vi.waitFor(() => {
    expect(signIn.progress?.step).toBe(name)
  })

describe('SignIn', () => {
  it('answers the account and is ready for the next', async () => {
    const { signIn } = signInOver({})
    const account = await signIn.start('interactive', null, null)
    expect(account?.username).toBe('ann@contoso.com')
    expect(signIn.phase).toBe('idle')
  })

  it('shows the device code while it waits', async () => {
    const { signIn } = signInOver({ signIn: 'waits' })
    void signIn.start('device-code', 'contoso.com', null)
    await step(signIn, 'device-code')
    expect(signIn.phase).toBe('running')
    expect(signIn.progress).toMatchObject({ step: 'device-code', userCode: 'H7K29QXP4', tenant: 'contoso.com' })
  })

  it('stops waiting at once when cancelled, and tells the main process', async () => {
    const { wire, signIn } = signInOver({ signIn: 'waits' })
    const running = signIn.start('device-code', null, null)
    await step(signIn, 'device-code')
    const operationId = signIn.operationId
    await signIn.cancel()
    expect(await running).toBeNull()
    expect(signIn.phase).toBe('idle')
    expect(signIn.failure).toBeNull()
    expect(wire.calls.at(-1)).toEqual({ name: 'cancelOperation', request: { operationId } })
  })

  it('drops progress of another sign-in', async () => {
    const { wire, signIn } = signInOver({ signIn: 'waits' })
    void signIn.start('interactive', null, null)
    await step(signIn, 'browser')
    wire.send('sign-in-progressed', { operationId: 'another', step: 'storing' })
    expect(signIn.progress?.step).toBe('browser')
  })

  it('keeps a failure until the next start', async () => {
    const { wire, signIn } = signInOver({ signIn: 'declined' })
    expect(await signIn.start('device-code', null, null)).toBeNull()
    expect(signIn.phase).toBe('failed')
    expect(signIn.failure).toEqual({ code: 'sign-in-declined' })
    wire.switches.signIn = 'succeeds'
    expect(await signIn.start('device-code', null, null)).not.toBeNull()
    expect(signIn.failure).toBeNull()
  })

  it('asks before it sends a secret that looks like an ID, and keeps no secret', async () => {
    const { signIn } = signInOver({})
    const request = {
      tenant: 'contoso.com',
      clientId: '8d1b7c52-3a4f-4c2e-8b7d-0e5f6a7b8c02',
      clientSecret: '0f8b6c1d-7a2e-4f3b-9c4d-5e6f7a8b9c0d'
    }
    expect(await signIn.startWithSecret({ ...request, sendAnyway: false })).toBeNull()
    expect(signIn.failure?.code).toBe('client-secret-looks-like-id')
    expect(JSON.stringify(signIn)).not.toContain(request.clientSecret)
    expect(await signIn.startWithSecret({ ...request, sendAnyway: true })).not.toBeNull()
  })
})
