import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runChild } from '../child.ts'
import type { Requirement } from './requirements.ts'

/** Which of the requirements this machine lacks. */
export async function missingOf(requirements: readonly Requirement[]): Promise<Requirement[]> {
  const [libraries, fonts] = await Promise.all([listOf('ldconfig', ['-p']), listOf('fc-list', [':', 'family'])])
  return requirements.filter(({ kind, name }) => {
    if (kind === 'command') return !isCommand(name)
    return kind === 'library' ? !libraries.includes(`\t${name} `) : !fonts.includes(name)
  })
}

async function listOf(command: string, args: string[]): Promise<string> {
  // An ordinary user's PATH often lacks the sbin folders, where ldconfig lives.
  const PATH = `${process.env.PATH ?? ''}${delimiter}/usr/sbin${delimiter}/sbin`
  const { code, output } = await runChild(command, args, { output: 'quiet', env: { ...process.env, PATH } })
  return code === 0 ? output : ''
}

function isCommand(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}
