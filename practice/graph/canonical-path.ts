const KEYED = /^([A-Za-z]\w*)\((.*)\)$/
/** What stands in a key's place but is none. */
const NOT_KEYS = ['$count', 'getbyids']

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const keyOf = (text: string): string => {
  const [, name, value] = /^(\w+)='(.*)'$/.exec(text) ?? []
  if (name !== undefined && value !== undefined) return `${name.toLowerCase()}=${value.toLowerCase()}`
  return text.replace(/^'(.*)'$/, '$1')
}

/**
 * A path of Microsoft Graph as the routes know it: names in small letters, keys in segments of their own, so that
 * `/v1.0/servicePrincipals(appId='x')` becomes `/v1.0/serviceprincipals/appid=x`.
 */
export const canonicalPath = (pathname: string): string => {
  const segments = pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded)
    .flatMap((segment) => {
      const [, name, key] = KEYED.exec(segment) ?? []
      return name === undefined || key === undefined ? [segment] : [name, keyOf(key)]
    })
  const firstKey = segments[1]?.toLowerCase() === 'me' ? Infinity : 2
  const written = segments.map((segment, index) => {
    const isKey = index === firstKey || index === firstKey + 2
    const lower = segment.toLowerCase()
    return encodeURIComponent(isKey && !NOT_KEYS.includes(lower) ? segment : lower).replaceAll('%24', '$')
  })
  return `/${written.join('/')}`
}
