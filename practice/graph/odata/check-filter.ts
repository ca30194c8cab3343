import { badRequest, unsupportedQuery } from '../graph-error.ts'
import { type Filter, FilterSyntaxError, parseFilter } from './filter-parser.ts'

/** Each path of a filter whose first name is not the variable of an `any`. */
const pathsOf = (filter: Filter, variables: readonly string[] = []): string[][] => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...pathsOf(filter.left, variables), ...pathsOf(filter.right, variables)]
    case 'not':
      return pathsOf(filter.inner, variables)
    case 'any': {
      const inner = filter.inner === undefined ? [] : pathsOf(filter.inner, [...variables, filter.variable ?? ''])
      return variables.includes(filter.path[0] ?? '') ? inner : [filter.path, ...inner]
    }
    default:
      return variables.includes(filter.path[0] ?? '') ? [] : [filter.path]
  }
}

/** The operators of a filter that Microsoft Graph offers only in advanced queries. */
const advancedOperators = (filter: Filter): string[] => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...advancedOperators(filter.left), ...advancedOperators(filter.right)]
    case 'not':
      return ['not', ...advancedOperators(filter.inner)]
    case 'compare':
      return filter.operator === 'ne' ? ['ne'] : filter.path.includes('$count') ? ['$count'] : []
    case 'in':
      return []
    case 'function':
      return filter.name === 'startswith' ? [] : [filter.name]
    case 'any':
      return filter.inner === undefined ? ['any'] : advancedOperators(filter.inner)
  }
}

const MORE = 'Refer to https://aka.ms/graph-docs/advanced-queries for more information'

/** Reads a `$filter` on a type with these properties; `advanced` says whether the request asked for an advanced query. */
export const readFilter = (text: string, type: string, properties: readonly string[], advanced: boolean): Filter => {
  let filter
  try {
    filter = parseFilter(text)
  } catch (error) {
    if (error instanceof FilterSyntaxError)
      throw badRequest(`Invalid filter clause: ${error.message} in '${text.slice(0, 200)}'.`)
    throw error
  }
  for (const [name = ''] of pathsOf(filter))
    if (!properties.includes(name))
      throw badRequest(
        `Invalid filter clause: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`
      )
  const [operator] = advanced ? [] : advancedOperators(filter)
  if (operator === 'ne') throw unsupportedQuery("Filter operator 'NotEqualsMatch' is not supported.")
  if (operator !== undefined)
    throw unsupportedQuery(
      `Operator '${operator}' is not supported because the 'ConsistencyLevel:eventual' header is missing. ${MORE}`
    )
  return filter
}
