import type { Count } from './count.ts'
import { askTools } from './tools.ts'

/** Runs all the tools of `npm run check`; each counts as one test. */
export async function checkSuite(): Promise<Count> {
  const findings = await askTools(({ name, ok, seconds, output }) => {
    process.stdout.write(`${ok ? '✓' : '✕'} ${name.padEnd(20)}${seconds.toFixed(1)} s\n`)
    if (!ok) process.stdout.write(`${output}\n\n`)
  })
  const passed = findings.filter(({ ok }) => ok).length
  return { passed, failed: findings.length - passed, skipped: 0 }
}
