import { describe, expect, it } from 'vitest'
import { failure, withCliOnPractice } from './cli-fixture.ts'

const fixture = withCliOnPractice()

describe('the command line signs in by the host it runs on', { timeout: 60_000 }, () => {
  it('a managed identity of the host, system-assigned or by one of its IDs', async () => {
    const [machine, reader] = fixture.ready.managedIdentities
    const signIn = (...more: string[]) =>
      fixture.cli.run(['sign-in', '--cloud', 'practice', '--method', 'managed-identity', '--json', ...more])
    const { code, out } = await signIn()
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({ kind: 'application', clientId: machine?.clientId, credential: 'managed-identity' })
    ])
    const named = await signIn('--resource-id', reader?.resourceId ?? '')
    expect(JSON.parse(named.out)).toMatchObject({ clientId: reader?.clientId })
    const unknown = await signIn('--object-id', machine?.clientId ?? '')
    expect([unknown.code, failure(unknown.out)]).toEqual([1, expect.objectContaining({ problem: 'not-assigned' })])
    const two = await signIn('--object-id', 'one', '--client-id', 'other')
    expect([two.code, two.err]).toEqual([2, expect.stringContaining('takes one ID or none')])
  })

  it('whoever DefaultAzureCredential is here, with each of its steps', async () => {
    const signIn = (...more: string[]) =>
      fixture.cli.run(['sign-in', '--cloud', 'practice', '--method', 'default', ...more])
    const { code, out, err } = await signIn('--json')
    const signedIn = JSON.parse(out) as { trace: { step: string; state: string }[] }
    expect([code, signedIn]).toEqual([
      0,
      expect.objectContaining({
        clientId: fixture.ready.managedIdentities[0]?.clientId,
        credential: 'managed-identity'
      })
    ])
    expect(signedIn.trace.map(({ step, state }) => `${step} ${state}`).slice(0, 4)).toEqual([
      'environment skipped',
      'workload-identity skipped',
      'managed-identity used',
      'visual-studio-code not-asked'
    ])
    expect(err).toContain('Asking ManagedIdentityCredential…')
    const plain = await signIn()
    expect(plain.out).toMatch(
      /^Step +State +Took +Why\nEnvironmentCredential +skipped +\d+\.\d s +It needs AZURE_TENANT_ID/
    )
    expect(plain.out).toMatch(/Signed in .* by Managed identity, which gives its tokens and works on this host\.\n$/)
    const wrong = await signIn('--client-id', 'one')
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('takes no --tenant and no --client-id')])
  })
})
