import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** True where the certificate is for this host, in time, and signed by the authority, directly or through the chain. */
export function isTrustedBy(
  authorityPem: string,
  host: string,
  leafPem: string,
  chainPems: string[],
  now: number
): boolean {
  try {
    const authority = new X509Certificate(authorityPem)
    const leaf = new X509Certificate(leafPem)
    const isForHost = isIP(host) === 0 ? leaf.checkHost(host) : leaf.checkIP(host)
    if (isForHost === undefined || !authority.ca || !isInTime(authority, now)) return false
    return isSignedBy(
      authority,
      leaf,
      chainPems.map((pem) => new X509Certificate(pem)),
      now
    )
  } catch {
    return false
  }
}

function isSignedBy(
  authority: X509Certificate,
  certificate: X509Certificate,
  chain: X509Certificate[],
  now: number
): boolean {
  if (!isInTime(certificate, now)) return false
  if (certificate.checkIssued(authority)) return certificate.verify(authority.publicKey)
  const [issuer, ...above] = chain
  if (issuer === undefined || !issuer.ca || !certificate.checkIssued(issuer)) return false
  return certificate.verify(issuer.publicKey) && isSignedBy(authority, issuer, above, now)
}

function isInTime(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo)
}
