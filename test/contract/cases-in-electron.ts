import { app } from 'electron'
import type { CaseResult } from './run-in-electron.ts'

/** A case, and what it works with. */
export interface Case<Subject> {
  name: string
  run: (subject: Subject) => Promise<void>
}

/**
 * Runs cases once Electron is ready, prints a line for each, and ends the process. Not awaited at the top level:
 * Electron gets ready only once the program's first lines have run.
 */
export function runCases<Subject>(cases: readonly Case<Subject>[], prepare: (told: unknown) => Subject): void {
  void app.whenReady().then(async () => {
    const subject = prepare(JSON.parse(process.env.IN_ELECTRON ?? '{}'))
    for (const { name, run } of cases) {
      const result: CaseResult = { case: name, problem: await problemOf(() => run(subject)) }
      process.stdout.write(`${JSON.stringify(result)}\n`)
    }
    app.quit()
  })
}

async function problemOf(run: () => Promise<void>): Promise<string | null> {
  try {
    await run()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
