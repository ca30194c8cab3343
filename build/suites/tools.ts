import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from '../child.ts'
import { root } from '../paths.ts'

/** One tool of `npm run check` and how it is asked. */
export interface Tool {
  name: string
  /** A file in node_modules, so that it starts the same way on every system. */
  script: string
  args: string[]
}

const folders = ['electron', 'renderer', 'practice', 'build', 'test'].filter((each) => existsSync(join(root, each)))

/** All of them, slowest first. */
export const tools: readonly Tool[] = [
  { name: 'eslint', script: 'eslint/bin/eslint.js', args: ['.', '--max-warnings=0'] },
  { name: 'tsc', script: 'typescript/bin/tsc', args: ['-b'] },
  {
    name: 'svelte-check',
    script: 'svelte-check/bin/svelte-check',
    args: ['--workspace', 'renderer', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']
  },
  {
    name: 'dependency-cruiser',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.mjs', ...folders]
  },
  { name: 'knip', script: 'knip/bin/knip.js', args: [] },
  { name: 'prettier', script: 'prettier/bin/prettier.cjs', args: ['--check', '.'] }
]

/** How a tool ended: nothing to say when it found nothing. */
export interface Finding {
  name: string
  ok: boolean
  seconds: number
  output: string
}

/** Asks every tool, two at a time, and tells each outcome as it comes. */
export async function askTools(tell: (finding: Finding) => void): Promise<Finding[]> {
  const waiting = [...tools]
  const findings: Finding[] = []
  const worker = async (): Promise<void> => {
    for (let tool = waiting.shift(); tool !== undefined; tool = waiting.shift()) {
      const finding = await ask(tool)
      findings.push(finding)
      tell(finding)
    }
  }
  await Promise.all([worker(), worker()])
  return findings
}

async function ask({ name, script, args }: Tool): Promise<Finding> {
  const started = performance.now()
  const { code, output } = await runChild(process.execPath, [join(root, 'node_modules', script), ...args], {
    output: 'quiet',
    input: '',
    env: { ...process.env, NO_COLOR: '1' }
  })
  return { name, ok: code === 0, seconds: (performance.now() - started) / 1000, output: output.trim() }
}
