import type { ChosenCertificate } from '#contract/model'
import { AppFailure } from './app-failure.ts'
import type {
  ApplicationCertificate,
  CertificateDialog,
  CertificateFile,
  CertificateReader,
  Clock,
  Ids
} from './ports.ts'

const keptForSeconds = 600

interface Chosen {
  choiceId: string
  files: CertificateFile[]
  chosenAt: number
}

/** The files of a certificate that a person chose: one choice at a time, in memory, and for a short time. */
export class Certificates {
  readonly #dialog: CertificateDialog
  readonly #reader: CertificateReader
  readonly #clock: Clock
  readonly #ids: Ids
  #chosen: Chosen | null = null
  #timer = new AbortController()

  constructor(parts: {
    certificateDialog: CertificateDialog
    certificateReader: CertificateReader
    clock: Clock
    ids: Ids
  }) {
    this.#dialog = parts.certificateDialog
    this.#reader = parts.certificateReader
    this.#clock = parts.clock
    this.#ids = parts.ids
  }

  /** Lets a person choose; null where the dialog was closed, and then an earlier choice stays. */
  async choose(): Promise<ChosenCertificate | null> {
    const files = await this.#dialog.choose()
    if (files === null) return null
    this.forget()
    const choiceId = this.#ids.next()
    const summary = await this.#summary(choiceId, files, '')
    this.#keep({ choiceId, files, chosenAt: this.#clock.now() })
    return summary
  }

  /** What was chosen, read with its password. */
  async read({ choiceId, password }: { choiceId: string; password: string }): Promise<ChosenCertificate> {
    const files = this.#filesOf(choiceId)
    const certificate = await this.open(files, password)
    return summaryOf(choiceId, files, certificate)
  }

  /** Key and certificate of what was chosen. */
  async take({ choiceId, password }: { choiceId: string; password: string }): Promise<ApplicationCertificate> {
    return this.open(this.#filesOf(choiceId), password)
  }

  /** Key and certificate in the files. */
  open(files: CertificateFile[], password: string): Promise<ApplicationCertificate> {
    return this.#reader.read(files, password, this.#clock.now())
  }

  /** Drops what was chosen. */
  forget(): void {
    this.#timer.abort()
    this.#chosen = null
  }

  async #summary(choiceId: string, files: CertificateFile[], password: string): Promise<ChosenCertificate> {
    try {
      return summaryOf(choiceId, files, await this.open(files, password))
    } catch (error) {
      const isProtected = error instanceof AppFailure && error.failure.code === 'certificate-password'
      if (isProtected) return summaryOf(choiceId, files, null)
      throw error
    }
  }

  #keep(chosen: Chosen): void {
    this.#chosen = chosen
    this.#timer = new AbortController()
    const end = (): void => {
      if (this.#chosen === chosen && this.#isOver(chosen)) this.#chosen = null
    }
    void this.#clock.sleep(keptForSeconds * 1000, this.#timer.signal).then(end, end)
  }

  #filesOf(choiceId: string): CertificateFile[] {
    const chosen = this.#chosen
    if (chosen?.choiceId !== choiceId || this.#isOver(chosen)) {
      throw new AppFailure({ code: 'not-found', what: 'certificate' })
    }
    return chosen.files
  }

  #isOver({ chosenAt }: Chosen): boolean {
    return this.#clock.now() - chosenAt >= keptForSeconds * 1000
  }
}

function summaryOf(
  choiceId: string,
  files: CertificateFile[],
  certificate: ApplicationCertificate | null
): ChosenCertificate {
  const fileName = files.map((file) => file.fileName).join(' + ')
  if (certificate === null) return { choiceId, fileName, needsPassword: true, certificate: null }
  const { subject, thumbprint, validFrom, expiresAt } = certificate
  return { choiceId, fileName, needsPassword: false, certificate: { subject, thumbprint, validFrom, expiresAt } }
}
