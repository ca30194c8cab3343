import { readFile } from 'node:fs/promises'
import { clientRows, type ClientReport, type ClientSetting } from './client-rows.ts'
import { clientDocument, keepClientRows, withClientTable } from './client-table.ts'
import { clientVersion } from './client-versions.ts'
import { countVitest, type Count, type VitestReport } from './count.ts'

/** Counts a run of clients, keeps its rows, and takes a document whose table says something else for one more failure. */
export async function countClients(setting: ClientSetting, report: VitestReport & ClientReport): Promise<Count> {
  const count = countVitest(report)
  const rows = clientRows(report, clientVersion)
  await keepClientRows(setting, rows)
  // What failed is told already; elsewhere than on Linux not all of them can run.
  if (count.failed > 0 || process.platform !== 'linux') return count
  const document = await readFile(clientDocument, 'utf8')
  if ((await withClientTable(document, setting, rows)) === document) return { ...count, passed: count.passed + 1 }
  process.stdout.write(
    `The table of clients (${setting}) in docs/practice-cloud.md does not say what this run did. Renew it:\n` +
      '  node build/run.mjs clients\n'
  )
  return { ...count, failed: 1 }
}
