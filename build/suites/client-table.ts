import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { root } from '../paths.ts'
import type { ClientRow, ClientSetting } from './client-rows.ts'

/** What the clients did in the last runs, by setting. */
export type ClientResults = Partial<Record<ClientSetting, ClientRow[]>>

/** Where the rows of the last runs are kept. */
export const clientResultsFile = join(root, 'out', 'results', 'clients.json')

/** The document with the tables. */
export const clientDocument = join(root, 'docs', 'practice-cloud.md')

/** Reads the rows of the last runs; nothing where there was none. */
export async function readClientResults(): Promise<ClientResults> {
  const text = await readFile(clientResultsFile, 'utf8').catch(() => '{}')
  return JSON.parse(text) as ClientResults
}

/** Keeps the rows of a run in the place of those of the run before in that setting. */
export async function keepClientRows(setting: ClientSetting, rows: ClientRow[]): Promise<void> {
  const all: ClientResults = { ...(await readClientResults()), [setting]: rows }
  await mkdir(dirname(clientResultsFile), { recursive: true })
  await writeFile(clientResultsFile, `${JSON.stringify(all, undefined, 2)}\n`)
}

/** The document's text with this table in the place of the setting's former one. */
export async function withClientTable(document: string, setting: ClientSetting, rows: ClientRow[]): Promise<string> {
  const begin = `<!-- clients: ${setting} (made by a run, not by hand) -->`
  const end = `<!-- end of clients: ${setting} -->`
  const from = document.indexOf(begin)
  const to = document.indexOf(end)
  if (from === -1 || to < from) throw new Error(`The document lacks the lines "${begin}" and "${end}".`)
  // As prettier wants it in the document, whose other parts are left as they are.
  const options = await resolveConfig(clientDocument)
  const made = await format(table(rows), { ...options, parser: 'markdown' })
  return `${document.slice(0, from)}${begin}\n\n${made}\n${document.slice(to)}`
}

function table(rows: ClientRow[]): string {
  const lines = rows.map(({ client, version, flow, result }, index) => {
    // A client is named once, over all that it did.
    const isNew = rows[index - 1]?.client !== client
    return [isNew ? client : '', isNew ? version : '', flow, result]
  })
  const cell = (text: string): string => text.replaceAll(/[\\|`*_<>[\]]/g, String.raw`\$&`)
  return [['Client', 'Version', 'Flow', 'Result'], ['---', '---', '---', '---'], ...lines.map((each) => each.map(cell))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
