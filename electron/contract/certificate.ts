/** What a certificate says of itself; all of it is public. */
export interface CertificateFacts {
  subject: string
  /** SHA-1 in capitals, as the portal shows it under Certificates & secrets. */
  thumbprint: string
  validFrom: string
  expiresAt: string
}

/** What a person chose; the bytes stay in the main process until they are used. */
export interface ChosenCertificate {
  choiceId: string
  /** Several names where key and certificate are files of their own. */
  fileName: string
  needsPassword: boolean
  /** Null until the password is known. */
  certificate: CertificateFacts | null
}
