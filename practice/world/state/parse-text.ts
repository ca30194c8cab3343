import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type { Path, Problem } from './problem.ts'
import { pathText } from './problem.ts'

/** A state file's text taken apart. */
export interface ParsedText {
  value: unknown
  /** Problems as people read them, each with the line where the file has one for it, the first line first. */
  inOrder: (problems: readonly Problem[]) => string[]
  /** What is wrong with the text itself. */
  errors: string[]
}

/** What the library says when a line begins in the wrong column. */
const INDENTATION = ['BAD_INDENT', 'BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY', 'TAB_AS_INDENT']
const WRONG_INDENTATION =
  'The indentation is wrong here or in the next line. The fields of one entry begin in the same column; use spaces, no tabs.'

const offsetOf = (document: Document, path: Path): number | undefined => {
  const parent = document.getIn(path.slice(0, -1), true)
  const last = path.at(-1)
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => String(isNode(key) ? key.toJSON() : key) === String(last))
    if (isNode(pair?.key)) return pair.key.range?.[0]
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true)
  if (isNode(node)) return node.range?.[0]
  return path.length === 0 ? undefined : offsetOf(document, path.slice(0, -1))
}

const parseYaml = (text: string): { document: Document; lines: LineCounter } => {
  const lines = new LineCounter()
  return { document: parseDocument(text, { lineCounter: lines }), lines }
}

const looksLikeJson = (text: string): boolean => text.trimStart().startsWith('{')

/** JSON is a part of YAML, and read much faster. */
const asJson = (text: string): unknown => {
  if (!looksLikeJson(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const asYaml = (text: string): { value: unknown; errors: string[] } => {
  const { document } = parseYaml(text)
  const errors = document.errors.map(({ code, message, linePos }) => {
    const [sentence = ''] = message.split('\n')
    const said =
      INDENTATION.includes(code) && !looksLikeJson(text)
        ? WRONG_INDENTATION
        : sentence.replace(/ at line \d+, column \d+:?$/, '')
    return `line ${String(linePos?.[0].line ?? 1)}: ${said}`
  })
  if (errors.length > 0) return { value: undefined, errors: [...new Set(errors)] }
  try {
    // As JSON, so that what two places have by an alias is not one thing.
    const value = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 1000 }) ?? null)) as unknown
    return { value, errors }
  } catch (error) {
    return { value: undefined, errors: [error instanceof Error ? `${error.message}.` : 'It cannot be read.'] }
  }
}

/** Parses YAML or JSON. */
export const parseText = (text: string): ParsedText => {
  const json = asJson(text)
  const { value, errors } = json === undefined ? asYaml(text) : { value: json, errors: [] }
  return {
    value,
    errors,
    inOrder: (problems) => {
      if (problems.length === 0) return []
      const { document, lines } = parseYaml(text)
      return problems
        .map(({ path, message }) => {
          const offset = offsetOf(document, path)
          const line = offset === undefined ? 0 : lines.linePos(offset).line
          const said = `${path.length === 0 ? 'the file' : pathText(path)}: ${message}`
          return { line, said: line === 0 ? said : `line ${String(line)}: ${said}` }
        })
        .sort((one, other) => one.line - other.line)
        .map(({ said }) => said)
    }
  }
}
