/**
 * The three reflection calls that the X.509 library's dependency container asks for before it loads.
 * A small stand-in for the reflect-metadata package; it must be imported before `@peculiar/x509`.
 */
type MetadataReflect = typeof Reflect & {
  getMetadata?: (key: unknown, target: object) => unknown
  getOwnMetadata?: (key: unknown, target: object) => unknown
  defineMetadata?: (key: unknown, value: unknown, target: object) => void
}

const store = new WeakMap<object, Map<unknown, unknown>>()
const own = (key: unknown, target: object): unknown => store.get(target)?.get(key)

const inherited = (key: unknown, target: object): unknown => {
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (store.get(at)?.has(key) === true) return own(key, at)
  }
  return undefined
}

const reflect = Reflect as MetadataReflect
reflect.getMetadata ??= inherited
reflect.getOwnMetadata ??= own
reflect.defineMetadata ??= (key, value, target) => {
  const entries = store.get(target) ?? new Map<unknown, unknown>()
  entries.set(key, value)
  store.set(target, entries)
}
