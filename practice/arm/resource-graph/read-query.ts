import { ArmError } from '../arm-error.ts'
import type { Line } from './tables.ts'

/** One step of a query: lines in, lines out. */
export type Step = (lines: Line[]) => Line[]

/** A query taken apart: a table and what is done with its lines. */
export interface Query {
  table: string
  steps: Step[]
}

/** The 400 of Resource Graph for a query that is not understood. */
export const badQuery = (what: string): ArmError =>
  new ArmError(
    400,
    'BadRequest',
    `The practice cloud does not understand this part of the query: '${what.trim().slice(0, 200)}'. It knows a table, where with ==, =~, !=, !~, in, in~, contains and startswith joined by and, project, order by, limit, take, count and distinct.`,
    { guessed: true }
  )

const FIELD = String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*`
const STRING = String.raw`'[^']*'|"[^"]*"`

const unquoted = (text: string): string => text.slice(1, -1)

/** A field of a line by its path; names match in any case. */
const fieldOf = (line: Line, path: string): unknown => {
  let value: unknown = line
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    const found = Object.entries(value).find(([name]) => name.toLowerCase() === part.toLowerCase())
    value = found?.[1]
  }
  return value
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

type Compare = (left: string, right: string) => boolean

const COMPARISONS: Record<string, Compare> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '=~': (left, right) => left.toLowerCase() === right.toLowerCase(),
  '!~': (left, right) => left.toLowerCase() !== right.toLowerCase(),
  contains: (left, right) => left.toLowerCase().includes(right.toLowerCase()),
  startswith: (left, right) => left.toLowerCase().startsWith(right.toLowerCase()),
  endswith: (left, right) => left.toLowerCase().endsWith(right.toLowerCase())
}

const SINGLE = new RegExp(
  String.raw`^(${FIELD})\s*(==|!=|=~|!~|contains|startswith|endswith)\s*(${STRING}|true|false|\d+)$`,
  'i'
)
const LIST = new RegExp(String.raw`^(${FIELD})\s+(in~?)\s*\(\s*((?:${STRING})(?:\s*,\s*(?:${STRING}))*)\s*\)$`, 'i')

const readTest = (term: string): ((line: Line) => boolean) => {
  const [, field = '', operator = '', value = ''] = SINGLE.exec(term) ?? []
  const compare = COMPARISONS[operator.toLowerCase()]
  if (compare !== undefined) {
    const right = /^['"]/.test(value) ? unquoted(value) : value
    return (line) => compare(text(fieldOf(line, field)), right)
  }
  const [, name, kind, values = ''] = LIST.exec(term) ?? []
  if (name === undefined) throw badQuery(term)
  const given = [...values.matchAll(new RegExp(STRING, 'g'))].map(([one]) => unquoted(one))
  const same = kind === 'in' ? COMPARISONS['=='] : COMPARISONS['=~']
  return (line) => given.some((one) => same?.(text(fieldOf(line, name)), one))
}

/** Cuts at a separator that stands outside of quotes. */
const splitOutside = (source: string, separator: RegExp): string[] => {
  const masked = source.replace(/'[^']*'|"[^"]*"/g, (quoted) => '#'.repeat(quoted.length))
  const parts: string[] = []
  let from = 0
  for (const found of masked.matchAll(separator)) {
    parts.push(source.slice(from, found.index))
    from = found.index + found[0].length
  }
  return [...parts, source.slice(from)]
}

const names = (source: string): string[] =>
  source.split(',').map((one) => {
    const name = one.trim()
    if (!new RegExp(`^${FIELD}$`).test(name)) throw badQuery(one)
    return name
  })

const readProject = (source: string): Step => {
  const columns = source.split(',').map((column) => {
    const [, alias, field] = new RegExp(String.raw`^\s*(?:([A-Za-z_]\w*)\s*=\s*)?(${FIELD})\s*$`).exec(column) ?? []
    if (field === undefined) throw badQuery(column)
    return { name: alias ?? field.replaceAll('.', '_'), field }
  })
  return (lines) =>
    lines.map((line) => Object.fromEntries(columns.map(({ name, field }) => [name, fieldOf(line, field) ?? null])))
}

const readOrder = (source: string): Step => {
  const [, field, direction = 'desc'] =
    new RegExp(String.raw`^\s*(${FIELD})(?:\s+(asc|desc))?\s*$`, 'i').exec(source) ?? []
  if (field === undefined) throw badQuery(source)
  const sign = direction.toLowerCase() === 'asc' ? 1 : -1
  return (lines) => lines.toSorted((a, b) => sign * text(fieldOf(a, field)).localeCompare(text(fieldOf(b, field))))
}

const distinct = (fields: string[]): Step => {
  return (lines) => {
    const rows = lines.map((line) => Object.fromEntries(fields.map((field) => [field, fieldOf(line, field) ?? null])))
    return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
  }
}

const readStep = (source: string): Step => {
  const [, verb = '', rest = ''] = /^\s*(order\s+by|sort\s+by|\w+)\s*([\s\S]*)$/i.exec(source) ?? []
  switch (verb.toLowerCase().replace(/\s+/g, ' ')) {
    case 'where': {
      const tests = splitOutside(rest, /\s+and\s+/gi).map((term) => readTest(term.trim()))
      return (lines) => lines.filter((line) => tests.every((test) => test(line)))
    }
    case 'project':
      return readProject(rest)
    case 'order by':
    case 'sort by':
      return readOrder(rest)
    case 'limit':
    case 'take':
      if (!/^\s*\d{1,5}\s*$/.test(rest)) throw badQuery(source)
      return (lines) => lines.slice(0, Number(rest))
    case 'count':
      if (rest.trim() !== '') throw badQuery(source)
      return (lines) => [{ Count: lines.length }]
    case 'distinct':
      return distinct(names(rest))
    default:
      throw badQuery(source)
  }
}

/** Takes a query apart; what it does not know is refused and never ignored. */
export const readQuery = (source: string): Query => {
  const [table = '', ...steps] = splitOutside(source.trim().replace(/;$/, ''), /\|/g)
  return { table: table.trim().toLowerCase(), steps: steps.map(readStep) }
}
