/** One way to break a request that is right; data only, so that it can be carried out in a page as well. */
export interface Breaking {
  /** `replace` the value at the place, `add` a field of that name to the object there, `drop` the field. */
  how: 'replace' | 'add' | 'drop'
  /** From the request down to the place; empty for the request itself. */
  place: (string | number)[]
  /** What comes there, by name. */
  junk: string
}

/**
 * Carries it out on a copy of the request. It stands alone, without an import or a helper: its text is sent into the page, where
 * it builds what no argument of a remote call could carry, such as circles and keys of the prototype.
 */
export function breakRequest(valid: unknown, { how, place, junk }: Breaking): unknown {
  const make = (): unknown => {
    const [kind, text = ''] = junk.split(':')
    const circle: Record<string, unknown> = { a: [] }
    circle.self = circle
    let deep: unknown = 'x'
    for (let depth = 0; depth < (kind === 'deep' ? 500 : 0); depth += 1) deep = depth % 2 === 0 ? [deep] : { a: deep }
    const made: Record<string, () => unknown> = {
      text: () => text,
      long: () => 'x'.repeat(5_000),
      huge: () => 'x'.repeat(70_000),
      number: () => Number(text),
      bigint: () => 10n ** 30n,
      true: () => true,
      null: () => null,
      undefined: () => undefined,
      list: () => [],
      texts: () => ['x', 'y'],
      holes: () => new Array<unknown>(3),
      many: () => Array.from({ length: 400 }, () => 'x'),
      object: () => ({}),
      shaped: () => ({ length: 1, 0: 'x', toString: 'x' }),
      boxed: () => Object('x') as unknown,
      date: () => new Date(0),
      expression: () => /x/g,
      map: () => new Map([['cloud', 'public']]),
      set: () => new Set(['x']),
      bytes: () => new Uint8Array(100_000),
      buffer: () => new ArrayBuffer(8),
      error: () => new Error('x'),
      circle: () => circle,
      deep: () => deep,
      prototype: () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as unknown
    }
    return made[kind ?? '']?.()
  }
  if (place.length === 0 && how === 'replace') return make()
  const copy = structuredClone(valid)
  const path = how === 'add' ? place : place.slice(0, -1)
  let inside = copy as Record<string | number, unknown>
  for (const step of path.slice(0, how === 'add' ? -1 : undefined)) inside = inside[step] as Record<string, unknown>
  const name = place.at(-1) ?? ''
  if (how === 'drop') Reflect.deleteProperty(inside, name)
  // An assignment to `__proto__` would make no field.
  else Object.defineProperty(inside, name, { value: make(), enumerable: true, configurable: true, writable: true })
  return copy
}
