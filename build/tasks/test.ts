import { bundleIfStale } from '../bundle.ts'
import { ensureElectron } from '../runtime/electron.ts'
import { runtimeEnvironment } from '../runtime/electron-runtime.ts'
import { runTask, Sentence } from '../sentence.ts'
import { checkSuite } from '../suites/check.ts'
import { countLine, sum } from '../suites/count.ts'
import { endToEndSuite, packageSuite, runSuite, sealedRoomSuite, vitestSuite, type Suite } from '../suites/report.ts'
import { ensureLibraries } from '../system/ensure-libraries.ts'

await runTask(async () => {
  const env = runtimeEnvironment(await ensureElectron())
  await ensureLibraries('nobody')
  const all: Suite[] = [
    { name: 'check', run: checkSuite },
    { name: 'unit, contract, clients', run: () => vitestSuite(env) },
    {
      name: 'e2e',
      run: async () => {
        await bundleIfStale()
        return endToEndSuite(env)
      }
    },
    {
      name: 'sealed room',
      run: async () => {
        await bundleIfStale()
        return sealedRoomSuite(env)
      }
    },
    { name: 'package', run: () => packageSuite(env) }
  ]
  const suites = chosen(all, process.argv.slice(2))
  const rows: string[] = []
  const counts = []
  for (const suite of suites) {
    const started = performance.now()
    const count = await runSuite(suite)
    counts.push(count)
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    rows.push(`${suite.name.padEnd(26)}${countLine(count).padEnd(40)}${seconds.padStart(5)} s`)
  }
  const total = sum(counts)
  process.stdout.write(`\n${rows.join('\n')}\n\n${countLine(total)}\n`)
  return total.failed === 0 ? 0 : 1
})

/** `npm test -- e2e` runs the suites whose name starts so; without a name all of them. */
function chosen(all: Suite[], names: string[]): Suite[] {
  const unknown = names.find((name) => !all.some((suite) => suite.name.startsWith(name)))
  if (unknown !== undefined) {
    throw new Sentence(`There is no suite "${unknown}". The suites are: ${all.map(({ name }) => name).join('; ')}.`)
  }
  return names.length === 0 ? all : all.filter((suite) => names.some((name) => suite.name.startsWith(name)))
}
