/** More values than any request of ours has; a circle has more than that. */
const mostValues = 2_000

/** Names by which an object reaches its prototype; a schema passes over them where it lists names of its own. */
const reserved = ['__proto__', 'constructor', 'prototype']

/**
 * True for what JSON could say as well: texts, numbers, lists and objects without a prototype of their own. Structured clone
 * carries more, and a schema takes a map or a date for an object without fields.
 */
export function isPlainData(value: unknown): boolean {
  const waiting = [value]
  for (let seen = 0; waiting.length > 0; seen += 1) {
    if (seen > mostValues) return false
    const next = waiting.pop()
    if (typeof next === 'object' && next !== null) {
      if (!isListOrPlain(next) || reserved.some((name) => Object.hasOwn(next, name))) return false
      for (const inner of Object.values(next)) waiting.push(inner)
    } else if (!['string', 'number', 'boolean'].includes(typeof next) && next !== null) return false
  }
  return true
}

function isListOrPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === Array.prototype
}
