import type { AccessCell } from '#contract/model'

/** How a cell of the access test is drawn: `calm` is what a healthy set-up answers. */
export type CellTone = 'works' | 'refused' | 'needs-you' | 'unknown'

/** Icon, word and colour of a cell; the colour says whether the answer is the right one, not whether it is a yes. */
export interface CellLook {
  tone: CellTone
  word: string
}

/** What a cell says at a glance. */
export function cellLook(cell: AccessCell): CellLook {
  if (cell.verdict === 'no-answer')
    return { tone: 'unknown', word: cell.httpStatus === null ? 'no answer' : 'no verdict' }
  if (cell.verdict === cell.expected) {
    return { tone: 'works', word: cell.verdict === 'works' ? 'works' : 'rightly refused' }
  }
  return cell.verdict === 'refused'
    ? { tone: 'refused', word: 'refused' }
    : { tone: 'needs-you', word: 'works, but should be refused' }
}

/** One line under the matrix: how many answers are as they should be. */
export function matrixSummary(cells: readonly AccessCell[], total: number): string {
  const asExpected = cells.filter((cell) => cell.verdict === cell.expected).length
  const silent = cells.filter((cell) => cell.verdict === 'no-answer').length
  const refused = cells.filter((cell) => cell.verdict === 'refused' && cell.expected === 'works').length
  const open = cells.length - asExpected - silent - refused
  const parts = [`${String(asExpected)} of ${String(total)} as expected`]
  if (refused > 0) parts.push(`${String(refused)} refused`)
  if (open > 0) parts.push(`${String(open)} open that should be refused`)
  if (silent > 0) parts.push(`${String(silent)} without a verdict`)
  return parts.join(', ')
}
