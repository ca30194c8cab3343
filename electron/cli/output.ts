import { failureMessage } from '#contract/failure-message'
import type { Failure } from '#contract/failure'

/** Where a command writes: results to `out`, what a person reads meanwhile to `err`. */
export interface Output {
  out: (text: string) => void
  err: (text: string) => void
}

/** Text for a terminal: names come from outside, and a control character in one would move the cursor or colour the rest. */
export function forTerminal(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]|\p{Bidi_Control}/gu, '\u{fffd}')
}

/** Prints a result: JSON for scripts, else the given lines. */
export function printResult(output: Output, asJson: boolean, json: unknown, lines: string[]): void {
  output.out(asJson ? `${JSON.stringify(json, null, 2)}\n` : forTerminal(lines.map((line) => `${line}\n`).join('')))
}

/** Prints a failure: JSON on standard output for scripts, else a sentence on standard error. */
export function printFailure(output: Output, asJson: boolean, failure: Failure): void {
  const message = failureMessage(failure)
  if (asJson) {
    output.out(`${JSON.stringify({ failure, message }, null, 2)}\n`)
    return
  }
  const evidence = message.evidence === null ? '' : `\n${message.evidence}`
  output.err(forTerminal(`${message.title}\n${message.whatToDo} (${message.whoActs})${evidence}\n`))
}

/** Rows as columns of equal width, two spaces between them. */
export function table(cells: string[][]): string[] {
  const rows = cells.map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' ')))
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  )
}
