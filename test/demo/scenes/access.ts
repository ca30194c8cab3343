import assert from 'node:assert/strict'
import { chooseTheme } from '../../support/screens/frame.ts'
import { readDetail, readMatrix, runAccessTest, type MatrixLine } from '../../support/screens/access.ts'
import { castOf, trialsOf, type Trial } from '../cast.ts'
import type { MatrixEntry } from '../report.ts'
import type { Stage } from '../stage.ts'
import type { Step } from '../step.ts'

/** Every credential on every check of both services, read from the window's table. */
export const accessTest: readonly Step[] = [
  {
    name: 'Test access to Azure Maps',
    play: async (stage) => {
      const { maps } = castOf(stage.practice.ready)
      const said = await testAccess(stage, 'Azure Maps', maps.name)
      await stage.picture('access-azure-maps')
      return said
    }
  },
  {
    name: 'Read why one of them is refused',
    play: async (stage) => {
      const { kiosk } = castOf(stage.practice.ready)
      const lines = await readMatrix(stage.page)
      const line = lines.find(({ credential }) => [kiosk.displayName, kiosk.clientId].includes(credential))
      assert.ok(line !== undefined, `The table has no column for ${kiosk.displayName}`)
      const detail = await readDetail(stage.page, line.check, line.credential)
      assert.match(detail, /has no Azure Maps role on this account/)
      assert.match(detail, /assign Azure Maps Data Reader/)
      await stage.picture('access-why-refused')
      await chooseTheme(stage.page, 'Dark')
      await stage.picture('access-azure-maps-dark')
      await chooseTheme(stage.page, 'Light')
      return 'It has no Azure Maps role on this account, and the window says who must assign which.'
    }
  },
  {
    name: 'Test access to the GeoCatalog',
    play: async (stage) => {
      const { geocatalog } = castOf(stage.practice.ready)
      const said = await testAccess(stage, 'GeoCatalog', geocatalog.name)
      await stage.picture('access-geocatalog')
      return said
    }
  }
]

async function testAccess(stage: Stage, service: MatrixEntry['service'], target: string): Promise<string> {
  await runAccessTest(stage.page, service, target)
  const lines = await readMatrix(stage.page)
  const trials = trialsOf(castOf(stage.practice.ready), service)
  stage.matrix.push(...trials.flatMap((trial) => entriesOf(service, trial, lines)))
  const wrong = trials.flatMap((trial) => differences(trial, lines))
  assert.ok(wrong.length === 0, `Not as the practice cloud has it: ${wrong.join('; ')}`)
  const unknown = lines.filter((line) => !trials.some(({ columns }) => columns.includes(line.credential)))
  assert.ok(unknown.length === 0, 'The window shows a column that nobody asked for')
  const works = lines.filter(({ verdict }) => verdict === 'works').length
  return `${lines.length} answers: ${works} work, ${lines.length - works} are refused, each as the practice cloud has it.`
}

function entriesOf(service: MatrixEntry['service'], trial: Trial, lines: readonly MatrixLine[]): MatrixEntry[] {
  const { credential, expected } = trial
  return linesOf(trial, lines).map(({ check, status, verdict }) => ({
    service,
    credential,
    check,
    status,
    verdict,
    expected
  }))
}

function differences(trial: Trial, lines: readonly MatrixLine[]): string[] {
  const checks = new Set(lines.map(({ check }) => check))
  const own = linesOf(trial, lines)
  if (own.length !== checks.size) return [`${trial.credential} has ${own.length} of ${checks.size} answers`]
  return own
    .filter(({ verdict, status }) => verdict !== trial.expected || status !== trial.status)
    .map(
      (line) =>
        `${trial.credential}, ${line.check}: ${line.verdict} (${String(line.status)}), not ${trial.expected} (${trial.status})`
    )
}

function linesOf({ columns }: Trial, lines: readonly MatrixLine[]): MatrixLine[] {
  return lines.filter(({ credential }) => columns.includes(credential))
}
