import { compactVerify } from 'jose'
import type { X509Certificate } from 'node:crypto'
import type { Application } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import { type Assertion, audiencesOf, checkAssertionTimes } from './read-assertion.ts'
import { namedCertificate } from './registered-certificate.ts'
import { validityOf } from '../../tls/validity.ts'

const ALGORITHMS = ['RS256', 'PS256']

const NOT_REGISTERED =
  'The certificate with identifier used to sign the client assertion is not registered on application.'
const NOT_VALID = 'Client assertion failed signature validation.'

const shown = (date: Date): string => date.toISOString().replace('T', ' ').replace('.000Z', '')

const refused = (what: string, reason: string, thumbprint: string, found?: X509Certificate): EntraError =>
  new EntraError(700027, {
    what,
    reason,
    thumbprint,
    found:
      found === undefined
        ? ''
        : `, Found key 'Start=${shown(validityOf(found).from)}, End=${shown(validityOf(found).to)}'`
  })

const hasSignatureOf = (certificate: X509Certificate, token: string): Promise<boolean> =>
  compactVerify(token, certificate.publicKey, { algorithms: ALGORITHMS }).then(
    () => true,
    () => false
  )

/**
 * Checks that a client signed an assertion with a certificate of its registration. The same assertion may come again
 * while it is valid: Microsoft's clients send theirs until it expires.
 */
export const checkCertificateAssertion = async (
  application: Application,
  assertion: Assertion,
  isAudience: (audience: string) => boolean,
  nowMs: number
): Promise<void> => {
  const { header, claims, token } = assertion
  const { iss, sub } = claims
  if (!ALGORITHMS.includes(header.alg ?? '')) throw new EntraError(5002738, { algorithm: header.alg ?? 'none' })
  if (iss !== application.appId || sub !== application.appId) throw new EntraError(700021)
  checkAssertionTimes(assertion, nowMs)
  const { certificate, thumbprint } = namedCertificate(application, assertion)
  if (certificate === undefined) throw refused(NOT_REGISTERED, 'The key was not found.', thumbprint)
  if (validityOf(certificate).to.getTime() <= nowMs)
    throw refused(NOT_VALID, 'The key used is expired.', thumbprint, certificate)
  if (validityOf(certificate).from.getTime() > nowMs)
    throw refused(NOT_VALID, 'The key used is not yet valid.', thumbprint, certificate)
  if (!(await hasSignatureOf(certificate, token))) {
    const reason = 'The provided signature value did not match the expected signature value.'
    throw refused(NOT_VALID, reason, thumbprint, certificate)
  }
  if (!audiencesOf(assertion).some(isAudience)) throw new EntraError(700023)
}
