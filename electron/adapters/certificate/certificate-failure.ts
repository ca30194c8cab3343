import type { CertificateFileProblem } from '#contract/failure'
import { AppFailure } from '../../services/app-failure.ts'

/** A file that is not used as a certificate, and why. */
export function fileFailure(fileName: string, problem: CertificateFileProblem, cause?: unknown): AppFailure {
  return new AppFailure({ code: 'certificate-file-unusable', fileName, problem }, { cause })
}

/** A password that does not open a file; one that nobody typed is asked for. */
export function passwordFailure(fileName: string, password: string, cause?: unknown): AppFailure {
  const problem = password === '' ? 'needed' : 'wrong'
  return new AppFailure({ code: 'certificate-password', fileName, problem }, { cause })
}
