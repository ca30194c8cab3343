import { describe, expect, it } from 'vitest'
import { apiOver } from '../../../renderer/lib/api.ts'
import { CertificateChoice } from '../../../renderer/state/certificate-choice.svelte.ts'
import { FakeWire } from '../../fakes/wire.ts'
import { certificatePassword } from '../../fakes/wire/certificates.ts'
import type { WireSwitches } from '../../fakes/wire-switches.ts'

function choiceOver(switches: Partial<WireSwitches>): { wire: FakeWire; choice: CertificateChoice } {
  const wire = new FakeWire(switches)
  return { wire, choice: new CertificateChoice(apiOver(wire)) }
}

describe('CertificateChoice', () => {
  it('shows what was chosen, and keeps it where the next dialog is closed', async () => {
    const { wire, choice } = choiceOver({})
    await choice.choose()
    expect(choice.chosen).toMatchObject({ fileName: 'survey.pfx', certificate: { subject: 'O=Contoso, CN=survey' } })
    expect(choice.isProtected).toBe(false)
    wire.switches.certificate = 'closed'
    await choice.choose()
    expect(choice.chosen?.fileName).toBe('survey.pfx')
  })

  it('opens a protected file with its password, which it does not keep', async () => {
    const { choice } = choiceOver({ certificate: 'protected' })
    await choice.choose()
    expect([choice.isProtected, choice.chosen?.certificate]).toEqual([true, null])
    await choice.read('wrong')
    expect(choice.failure).toMatchObject({ code: 'certificate-password', problem: 'wrong' })
    await choice.read(certificatePassword)
    expect([choice.failure, choice.isProtected]).toEqual([null, true])
    expect(choice.chosen?.certificate?.thumbprint).toMatch(/^[0-9A-F]{40}$/)
    expect(JSON.stringify(choice)).not.toContain(certificatePassword)
  })

  it('is waited for by whoever goes on while the dialog answers', async () => {
    const { choice } = choiceOver({})
    void choice.choose()
    expect(choice.chosen).toBeNull()
    await choice.settled()
    expect(choice.chosen?.fileName).toBe('survey.pfx')
  })

  it('is forgotten here and in the main process', async () => {
    const { wire, choice } = choiceOver({})
    choice.miss()
    expect(choice.failure).toEqual({ code: 'input-missing', field: 'certificate' })
    await choice.choose()
    await choice.forget()
    expect([choice.chosen, choice.failure]).toEqual([null, null])
    expect(wire.calls.at(-1)?.name).toBe('forgetCertificate')
  })
})
