/** A value as `$filter` writes it. */
export type Literal = string | number | boolean | null

/** How a property is held against a value. */
export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'

/** The functions on text. */
export type TextFunction = 'startswith' | 'endswith' | 'contains'

/** A `$filter` taken apart; paths are the names between the slashes. */
export type Filter =
  | { kind: 'and' | 'or'; left: Filter; right: Filter }
  | { kind: 'not'; inner: Filter }
  | { kind: 'compare'; path: string[]; operator: Comparison; value: Literal }
  | { kind: 'in'; path: string[]; values: Literal[] }
  | { kind: 'function'; name: TextFunction; path: string[]; value: string }
  | { kind: 'any'; path: string[]; variable?: string; inner?: Filter }

/** A `$filter` that cannot be read, with the place of the first wrong character. */
export class FilterSyntaxError extends Error {
  readonly position: number

  constructor(position: number) {
    super(`Syntax error at position ${String(position)}`)
    this.position = position
  }
}

const LONGEST = 8_000
const DEEPEST = 40
const GUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/iy
const DATE = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?(?![\w-])/iy
const NUMBER = /-?\d+(?:\.\d+)?(?![\w.-])/y
const NAME = /[A-Za-z_][\w.]*/y
const TEXT = /'(?:[^']|'')*'/y
const SPACE = /\s*/y

const COMPARISONS: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] satisfies Comparison[]
const FUNCTIONS: readonly string[] = ['startswith', 'endswith', 'contains'] satisfies TextFunction[]

const isComparison = (word: string): word is Comparison => COMPARISONS.includes(word)
const isFunction = (word: string): word is TextFunction => FUNCTIONS.includes(word)

class Parser {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): Filter {
    const filter = this.#or()
    if (this.#at < this.#text.length) throw this.#wrong()
    return filter
  }

  #wrong(): FilterSyntaxError {
    return new FilterSyntaxError(this.#at)
  }

  /** Moves on, past the spaces that follow. */
  #goTo(position: number): void {
    SPACE.lastIndex = position
    this.#at = position + (SPACE.exec(this.#text)?.[0].length ?? 0)
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found === undefined) return undefined
    this.#goTo(this.#at + found.length)
    return found
  }

  /** Takes a sign or a word only where it stands next. */
  #take(sign: string): boolean {
    const isWord = /^\w/.test(sign)
    const end = this.#at + sign.length
    if (this.#text.slice(this.#at, end).toLowerCase() !== sign) return false
    if (isWord && /[\w/]/.test(this.#text[end] ?? '')) return false
    this.#goTo(end)
    return true
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw this.#wrong()
  }

  #or(): Filter {
    let left = this.#and()
    while (this.#take('or')) left = { kind: 'or', left, right: this.#and() }
    return left
  }

  #and(): Filter {
    let left = this.#unary()
    while (this.#take('and')) left = { kind: 'and', left, right: this.#unary() }
    return left
  }

  #unary(): Filter {
    if (this.#depth >= DEEPEST) throw this.#wrong()
    this.#depth += 1
    const filter = this.#take('not') ? ({ kind: 'not', inner: this.#unary() } as const) : this.#primary()
    this.#depth -= 1
    return filter
  }

  #primary(): Filter {
    if (this.#take('(')) {
      const inner = this.#or()
      this.#expect(')')
      return inner
    }
    const start = this.#at
    const path = this.#path()
    const name = path[0]?.toLowerCase() ?? ''
    if (path.length === 1 && isFunction(name) && this.#take('(')) return this.#function(name)
    if (path.at(-1)?.toLowerCase() === 'any' && path.length > 1 && this.#take('(')) return this.#any(path.slice(0, -1))
    if (this.#take('in')) return { kind: 'in', path, values: this.#list() }
    const operator = this.#match(NAME)?.toLowerCase()
    if (operator !== undefined && isComparison(operator))
      return { kind: 'compare', path, operator, value: this.#literal() }
    throw new FilterSyntaxError(start)
  }

  #path(): string[] {
    const path: string[] = []
    do {
      const dollar = this.#take('$') ? '$' : ''
      const name = this.#match(NAME)
      if (name === undefined) throw this.#wrong()
      path.push(`${dollar}${name}`)
    } while (this.#take('/'))
    return path
  }

  #function(name: TextFunction): Filter {
    const path = this.#path()
    this.#expect(',')
    const value = this.#literal()
    if (typeof value !== 'string') throw this.#wrong()
    this.#expect(')')
    return { kind: 'function', name, path, value }
  }

  #any(path: string[]): Filter {
    if (this.#take(')')) return { kind: 'any', path }
    const variable = this.#match(NAME)
    if (variable === undefined) throw this.#wrong()
    this.#expect(':')
    const inner = this.#or()
    this.#expect(')')
    return { kind: 'any', path, variable, inner }
  }

  #list(): Literal[] {
    this.#expect('(')
    const values: Literal[] = []
    do values.push(this.#literal())
    while (this.#take(','))
    this.#expect(')')
    return values
  }

  #literal(): Literal {
    const text = this.#match(TEXT)
    if (text !== undefined) return text.slice(1, -1).replaceAll("''", "'")
    const bare = this.#match(GUID) ?? this.#match(DATE)
    if (bare !== undefined) return bare
    const number = this.#match(NUMBER)
    if (number !== undefined) return Number(number)
    if (this.#take('true')) return true
    if (this.#take('false')) return false
    if (this.#take('null')) return null
    throw this.#wrong()
  }
}

/** Reads a `$filter`; throws a FilterSyntaxError for anything that is none. */
export const parseFilter = (text: string): Filter => {
  if (text.length > LONGEST) throw new FilterSyntaxError(LONGEST)
  return new Parser(text.trim()).whole()
}
