import { stripVTControlCharacters, styleText } from 'node:util'
import type { MatrixEntry, StepEntry } from './report.ts'

const indent = '    '

/** The beginning: what is played, and on what. */
export function announce(runtime: string): void {
  console.log(`Graticule, the main job from an empty profile. ${runtime}.\n`)
}

/** A step that went as it should, with what was seen. */
export function tellDone({ name, ms }: StepEntry, seen: string): void {
  console.log(`${styleText('green', '✓')} ${name} ${styleText('dim', seconds(ms))}`)
  console.log(`${indent}${seen}`)
}

/** The step that failed, and why. */
export function tellFailed({ name, ms }: StepEntry, reason: string): void {
  console.log(`${styleText('red', '✗')} ${name} ${styleText('dim', seconds(ms))}`)
  for (const line of reason.split('\n')) console.log(`${indent}${line}`)
}

/** The result matrix. */
export function tellMatrix(matrix: readonly MatrixEntry[]): void {
  if (matrix.length === 0) return
  const head = ['Service', 'Credential', 'Check', 'Status', 'Verdict', 'Expected', '']
  const rows = matrix.map(({ service, credential, check, status, verdict, expected }) => [
    ...[service, credential, check, status === null ? '-' : String(status), verdict, expected],
    verdict === expected ? '✓' : '✗'
  ])
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  console.log(
    `\n${line(head)}\n${widths
      .map((width) => '-'.repeat(width))
      .join('  ')
      .trimEnd()}`
  )
  for (const row of rows) console.log(line(row))
}

/** The end: what was done, and where to look. */
export function conclude(steps: readonly StepEntry[], pictures: number): void {
  const done = steps.filter(({ ok }) => ok).length
  const ms = steps.reduce((sum, step) => sum + step.ms, 0)
  console.log(
    `\n${done} of ${steps.length} steps as expected in ${seconds(ms)}; ${pictures} pictures and report.json in out/demo.`
  )
}

/** The first lines of an error, without colours: what was wrong, not where in the code. */
export function reasonOf(error: unknown): string {
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error))
  const [said = ''] = text.split('\nBrowser logs:')
  return said.split('\n').slice(0, 6).join('\n').trim()
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
