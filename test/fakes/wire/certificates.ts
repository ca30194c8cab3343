import type { Api } from '#contract/api'
import type { ChosenCertificate } from '#contract/model'
import { no, ok, type Desk } from './desk.ts'
import { inMinutes } from './facts.ts'

/** The one password that opens the fake's protected file. */
export const certificatePassword = 'open sesame'

/** The answers about the file that a person chose; the fake's dialog has one file in it. */
export function certificatesAnswers(
  desk: Desk
): Pick<Api, 'chooseCertificate' | 'readCertificate' | 'forgetCertificate'> {
  const chosen = (isOpen: boolean): ChosenCertificate => ({
    choiceId: '77d3b5ac-4c6d-4ebf-a5bb-9b0c7d8e9f70',
    fileName: 'survey.pfx',
    needsPassword: !isOpen,
    certificate: isOpen
      ? {
          subject: 'O=Contoso, CN=survey',
          thumbprint: 'C3A04F1DF88034C0366484B7B9E32509B022B8AB',
          validFrom: inMinutes(-350 * 1440),
          expiresAt: inMinutes(12 * 1440 + 30)
        }
      : null
  })
  return {
    chooseCertificate: () =>
      Promise.resolve(ok(desk.switches.certificate === 'closed' ? null : chosen(desk.switches.certificate === 'open'))),
    readCertificate: ({ password }) => {
      const isRight = password === certificatePassword
      const failure = { code: 'certificate-password', fileName: 'survey.pfx', problem: 'wrong' } as const
      return Promise.resolve(isRight ? ok(chosen(true)) : no(failure))
    },
    forgetCertificate: () => Promise.resolve(ok(null))
  }
}
