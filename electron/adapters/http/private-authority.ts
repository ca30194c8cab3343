import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** `serverAuth`. Source: RFC 5280, section 4.2.1.12. */
const forServers = '1.3.6.1.5.5.7.3.1'

/** True where the certificate is a server's, for this host and in time, and the authority itself signed it. */
export function isTrustedBy(authorityPem: string, host: string, leafPem: string, now: number): boolean {
  try {
    const authority = new X509Certificate(authorityPem)
    const leaf = new X509Certificate(leafPem)
    const isSigned = authority.ca && leaf.checkIssued(authority) && leaf.verify(authority.publicKey)
    if (!isSigned || !isInTime(authority, now) || !isInTime(leaf, now)) return false
    return !leaf.ca && isForServers(leaf) && isForHost(leaf, host)
  } catch {
    return false
  }
}

function isForHost(leaf: X509Certificate, host: string): boolean {
  const named = isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never' }) : leaf.checkIP(host)
  return named !== undefined
}

function isForServers(leaf: X509Certificate): boolean {
  // Node's name for the extended key usage; a certificate without one may be used for anything.
  const usages = leaf.keyUsage as string[] | undefined
  return usages === undefined || usages.includes(forServers)
}

function isInTime(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo)
}
