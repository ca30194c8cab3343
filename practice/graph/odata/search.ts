import type { JsonBody } from '../../http/json-body.ts'
import { badRequest } from '../graph-error.ts'

interface SearchTerm {
  property: string
  words: string[]
}

/** A `$search` taken apart: one of the lists of terms must hold as a whole. */
export type Search = readonly (readonly SearchTerm[])[]

const TERM = /^"([A-Za-z]+):([^"]{1,200})"$/

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Reads a `$search`: quoted `"property:words"`, joined by AND or OR. */
export const parseSearch = (text: string): Search =>
  text.split(/\s+OR\s+/).map((group) =>
    group.split(/\s+AND\s+/).map((clause) => {
      const [, property, value] = TERM.exec(clause.trim()) ?? []
      if (property === undefined || value === undefined)
        throw badRequest('Syntax error in $search. Write it as "property:words", with the quotes.')
      return { property, words: wordsOf(value) }
    })
  )

/** Whether each word of a term begins a word of the entity's property. */
export const isFound = (search: Search, entity: JsonBody): boolean =>
  search.some((group) =>
    group.every(({ property, words }) => {
      const value = entity[property]
      const found = typeof value === 'string' ? wordsOf(value) : []
      return words.every((word) => found.some((one) => one.startsWith(word)))
    })
  )
