import type { ElectronApplication } from 'playwright'

/** What the system's next dialogs for opening a file answer; no paths where a person closes it. No test can press in one. */
export async function answerOpenDialog(app: ElectronApplication, filePaths: string[]): Promise<void> {
  await app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths })
  }, filePaths)
}
