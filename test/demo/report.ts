import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../build/paths.ts'

/** Where pictures and the report go. */
export const picturesFolder = join(root, 'out', 'demo')

/** One step as it went. */
export interface StepEntry {
  name: string
  ok: boolean
  ms: number
}

/** One answer of a service: as the window showed it, and as the practice world has it. */
export interface MatrixEntry {
  service: 'Azure Maps' | 'GeoCatalog'
  credential: string
  check: string
  status: number | null
  verdict: string
  expected: 'works' | 'refused'
}

/** What the demo leaves for programs. */
export interface Report {
  electron: string
  electronSource: 'official' | 'registry'
  startedAt: string
  steps: StepEntry[]
  matrix: MatrixEntry[]
  screenshots: string[]
}

/** Writes out/demo/report.json; at once, so that an interrupted demo leaves one too. */
export function writeReport(report: Report): void {
  mkdirSync(picturesFolder, { recursive: true })
  writeFileSync(join(picturesFolder, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`)
}
