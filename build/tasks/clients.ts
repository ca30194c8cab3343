import { readFile, writeFile } from 'node:fs/promises'
import { clientDocument, readClientResults, withClientTable } from '../suites/client-table.ts'
import { runTask, Sentence } from '../sentence.ts'

await runTask(async () => {
  const { configured, 'sealed-room': sealedRoom } = await readClientResults()
  if (configured === undefined && sealedRoom === undefined)
    throw new Sentence('No client ran yet. Run: npm test -- unit sealed')
  let document = await readFile(clientDocument, 'utf8')
  if (configured !== undefined) document = await withClientTable(document, 'configured', configured)
  if (sealedRoom !== undefined) document = await withClientTable(document, 'sealed-room', sealedRoom)
  await writeFile(clientDocument, document)
  process.stderr.write('The tables are in docs/practice-cloud.md now; look at them before you commit.\n')
  return 0
})
