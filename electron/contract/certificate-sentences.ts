import type { CertificateFileProblem } from './failure.ts'
import { entraEvidence, type Sentences } from './failure-sentence.ts'

const owner = 'The owner of the app registration'

/** Sentences about the certificate of an application. */
export const certificateSentences: Sentences<
  | 'certificate-file-unusable'
  | 'certificate-password'
  | 'certificate-key-unusable'
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  | 'certificate-not-registered'
> = {
  'certificate-file-unusable': ({ fileName, problem }) => ({
    title: `“${fileName}” ${fileProblems[problem].title}`,
    whatToDo: fileProblems[problem].whatToDo,
    whoActs: fileProblems[problem].whoActs,
    evidence: null
  }),
  'certificate-password': ({ fileName, problem }) =>
    problem === 'needed'
      ? {
          title: `“${fileName}” is protected with a password.`,
          whatToDo: 'Type the password that was set when the file was made.',
          whoActs: 'You, or whoever gave you the file',
          evidence: null
        }
      : {
          title: `The password of “${fileName}” is wrong.`,
          whatToDo:
            'Type the password that was set when the file was made. If nobody knows it, have the file made anew.',
          whoActs: 'You, or whoever gave you the file',
          evidence: null
        },
  'certificate-key-unusable': ({ fileName, keyType }) => ({
    title: `The private key in “${fileName}” is ${keyType}. Entra ID takes RSA keys of 2048 bits or more.`,
    whatToDo: 'Use a certificate with an RSA key, and have it uploaded under Certificates & secrets.',
    whoActs: owner,
    evidence: null
  }),
  'certificate-not-yet-valid': ({ validFrom }) => ({
    title: `The certificate is valid only from ${dayOf(validFrom)} on.`,
    whatToDo: 'Check the clock of this computer. If it is right, wait until that day or use another certificate.',
    whoActs: 'You, or the owner of the app registration',
    evidence: null
  }),
  'certificate-expired': ({ expiredAt, evidence }) => ({
    title: expiredAt === null ? 'The certificate has expired.' : `The certificate expired on ${dayOf(expiredAt)}.`,
    whatToDo:
      'Have a new certificate uploaded in the portal under Certificates & secrets, then sign in with its file. Tokens that still work stay usable.',
    whoActs: owner,
    evidence: evidence === null ? null : entraEvidence(evidence)
  }),
  'certificate-not-registered': ({ clientId, thumbprint, evidence }) => ({
    title: `The certificate is not registered with the application ${clientId}.`,
    whatToDo: `In the portal, under Certificates & secrets, compare the thumbprint${thumbprint === null ? '' : ` with ${thumbprint}`}. If it is not listed, upload the public certificate there, or sign in with the file of one that is.`,
    whoActs: owner,
    evidence: entraEvidence(evidence)
  })
}

const fileProblems: Record<CertificateFileProblem, { title: string; whatToDo: string; whoActs: string }> = {
  'not-readable': {
    title: 'cannot be read.',
    whatToDo: 'Check that the file is still there and that your user may read it.',
    whoActs: 'You'
  },
  'too-large': {
    title: 'is too large for a certificate.',
    whatToDo: 'Choose the .pfx, .p12 or .pem file of the certificate. It is smaller than 1 MB.',
    whoActs: 'You'
  },
  'not-a-certificate': {
    title: 'is not a certificate.',
    whatToDo: 'Choose a .pfx or .p12 file, or a .pem file with the certificate and its private key.',
    whoActs: 'You'
  },
  'no-certificate': {
    title: 'holds a private key, but no certificate.',
    whatToDo: 'Choose the file of the key and the file of the certificate together, or one file that holds both.',
    whoActs: 'You'
  },
  'no-private-key': {
    title: 'holds a certificate, but no private key.',
    whatToDo:
      'Choose the file of the certificate and the file of its key together, or a .pfx file exported with the private key.',
    whoActs: 'You, or whoever gave you the file'
  },
  'key-of-another': {
    title: 'holds a private key that does not belong to the certificate.',
    whatToDo: 'Choose the key that the certificate was made with.',
    whoActs: 'You, or whoever gave you the file'
  },
  'encoding-unknown': {
    title: 'is protected or written in a way that Graticule does not read.',
    whatToDo: 'Have it exported as .pfx with AES-256 or TripleDES, or as .pem with a PKCS #8 private key.',
    whoActs: 'You, or whoever gave you the file'
  }
}

function dayOf(iso: string): string {
  return iso.slice(0, 10)
}
