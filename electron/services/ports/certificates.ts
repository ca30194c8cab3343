import type { CertificateFacts } from '#contract/model'

/** A file that a person named, as it was read. */
export interface CertificateFile {
  fileName: string
  bytes: Uint8Array
}

/** The certificate of an application with its private key, ready to sign with. */
export interface ApplicationCertificate extends CertificateFacts {
  /** PKCS #8. */
  privateKeyPem: string
  /** The application's own certificate first. */
  chainPem: string
}

/** Reads certificates; what is wrong with a file is thrown as a failure with a code of its own. */
export interface CertificateReader {
  /** Key and certificate from one file or from several together; an empty password is none. */
  read: (files: readonly CertificateFile[], password: string, now: number) => Promise<ApplicationCertificate>
}

/** The system's dialog in which a person picks the file or files of a certificate. */
export interface CertificateDialog {
  /** Null where it was closed. */
  choose: () => Promise<CertificateFile[] | null>
}
