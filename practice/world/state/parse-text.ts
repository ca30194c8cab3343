import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type { Path, Problem } from './problem.ts'
import { pathText } from './problem.ts'

/** A state file's text taken apart. */
export interface ParsedText {
  value: unknown
  /** A problem as people read it, with the line where the file has one for it. */
  locate: (problem: Problem) => string
  /** What is wrong with the text itself. */
  errors: string[]
}

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

/** JSON is a part of YAML, and read much faster. */
const asJson = (text: string): unknown => {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const asYaml = (text: string): { value: unknown; errors: string[] } => {
  const { document } = parseYaml(text)
  const errors = document.errors.map(({ message, linePos }) => {
    const [sentence = ''] = message.split('\n')
    return `line ${String(linePos?.[0].line ?? 1)}: ${sentence.replace(/ at line \d+, column \d+:?$/, '')}`
  })
  if (errors.length > 0) return { value: undefined, errors }
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
  let parsed: ReturnType<typeof parseYaml> | undefined
  return {
    value,
    errors,
    locate: ({ path, message }) => {
      parsed ??= parseYaml(text)
      const offset = offsetOf(parsed.document, path)
      const line = offset === undefined ? '' : `line ${String(parsed.lines.linePos(offset).line)}: `
      return `${line}${path.length === 0 ? 'the file' : pathText(path)}: ${message}`
    }
  }
}
