import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { root } from '../../../build/paths.ts'
import { createProgram } from '../../../electron/cli/program.ts'

const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts
const bootstrap = readFileSync(join(root, 'build/run.mjs'), 'utf8')
const program = createProgram({
  version: '0',
  output: { out: () => undefined, err: () => undefined },
  run: () => Promise.resolve(),
  practice: {
    start: () => Promise.resolve(),
    runDirectly: () => Promise.resolve(),
    run: () => Promise.resolve()
  }
})
const documents = markdownUnder('').map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)

it('finds the documents', () => {
  expect(documents.map(([path]) => path)).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/architecture.md'])
  )
})

describe.each(documents)('%s', (path, text) => {
  it('links to files and headings that exist', () => {
    const links = [...withoutCode(text).matchAll(/!?\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, to = '']) => to)
    expect(links.filter((to) => !/^https?:/.test(to) && !leadsSomewhere(path, text, to))).toEqual([])
  })

  it('names scripts and tasks that exist', () => {
    const named = [...text.matchAll(/\bnpm (?:run (?:-s )?([a-z][\w-]*)|(start|test)\b)/g)].map(
      ([, a, b]) => a ?? b ?? ''
    )
    expect(named.filter((name) => !(name in scripts))).toEqual([])
    const tasks = [...text.matchAll(/\bnode build\/run\.mjs ([a-z]+)/g)].map(([, name = '']) => name)
    expect(tasks.filter((name) => !bootstrap.includes(`  ${name}: [`))).toEqual([])
  })

  it('names commands and options of the command line that exist', () => {
    const lines = [...text.matchAll(/npm run -s cli -- ([^`\n)]+)/g)].map(([, line = '']) => line)
    expect(lines.flatMap(unknownWords)).toEqual([])
  })

  it('names files of this repository that exist', () => {
    const named = [...text.matchAll(/`((?:electron|renderer|practice|build|test|docs)\/[\w./-]+)`/g)].map(
      ([, file = '']) => file
    )
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })
})

it('every picture is shown somewhere', () => {
  const pictures = readdirSync(join(root, 'docs/pictures'))
  expect(pictures.filter((name) => !documents.some(([, text]) => text.includes(`pictures/${name})`)))).toEqual([])
})

function markdownUnder(folder: string): string[] {
  const leftOut = ['node_modules', 'out', 'dist']
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return leftOut.includes(entry.name) || entry.name.startsWith('.') ? [] : markdownUnder(path)
    return entry.name.endsWith('.md') ? [relative('', path).replaceAll('\\', '/')] : []
  })
}

function leadsSomewhere(path: string, text: string, to: string): boolean {
  const [file = '', heading] = to.split('#')
  const target = file === '' ? join(root, path) : resolve(root, dirname(path), file)
  if (!existsSync(target)) return false
  return heading === undefined || headingsOf(file === '' ? text : readFileSync(target, 'utf8')).includes(heading)
}

/** The anchors that GitHub makes of headings. */
function headingsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
  )
}

function withoutCode(text: string): string {
  return text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '``')
}

/** Words of a command line that are neither a command nor an option of it nor the value of an option. */
function unknownWords(line: string): string[] {
  let command: Command = program
  let given = 0
  const unknown: string[] = []
  const words = line.trim().split(/\s+/)
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (/^[<|>]/.test(word)) break
    if (word === '--help' || word === '--version') continue
    const option = command.options.find(({ long }) => long === word)
    const inner = command.commands.find((one) => one.name() === word)
    if (option !== undefined) index += option.required || option.optional ? 1 : 0
    else if (inner !== undefined) command = inner
    else if (given < command.registeredArguments.length && !word.startsWith('-')) given += 1
    else unknown.push(`${word} in: ${line}`)
  }
  return unknown
}
