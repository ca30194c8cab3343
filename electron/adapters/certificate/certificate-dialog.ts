import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { CertificateDialog } from '../../services/ports.ts'
import { readCertificateFiles } from './certificate-files.ts'

const options: OpenDialogOptions = {
  title: 'Choose a certificate with its private key',
  // Two files where key and certificate lie apart.
  properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
  filters: [
    { name: 'Certificates', extensions: ['pfx', 'p12', 'pem', 'key', 'crt', 'cer'] },
    { name: 'All files', extensions: ['*'] }
  ]
}

/** The system's own dialog, in front of the window; only what was picked there is read. */
export function createCertificateDialog(window: () => BrowserWindow | null): CertificateDialog {
  return {
    choose: async () => {
      const parent = window()
      const { canceled, filePaths } = await (parent === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options))
      return canceled || filePaths.length === 0 ? null : readCertificateFiles(filePaths)
    }
  }
}
