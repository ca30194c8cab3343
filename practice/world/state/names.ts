import { ROLES } from '../built-in-roles.ts'
import { RESOURCES } from '../resources.ts'
import { suggest } from './nearest.ts'
import type { Path, Problem } from './problem.ts'

/** One entry of a list before it is checked. */
export type Raw = Record<string, unknown>

/** What can be referred to by name. */
export type Kind = 'tenant' | 'role' | 'application' | 'API' | 'subscription' | 'scope'

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
/** The id of what was not found, so that nothing complains about it a second time. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'
const plain = (name: string): string => name.trim().replace(/\/+$/, '').toLowerCase()

/** Whether a value needs no name to be looked up. */
export const isGuid = (value: unknown): boolean => typeof value === 'string' && GUID.test(value)

/** The names that a state file has given so far, and what could not be found by them. */
export class Names {
  readonly problems: Problem[] = []
  readonly #ids = new Map<string, Map<string, { name: string; id: string }>>()
  /** Object ids of people, groups, applications and identities by name and tenant. */
  readonly #principals = new Map<string, { name: string; inTenant: Map<string, string> }>()

  constructor() {
    for (const { name, id } of Object.values(ROLES)) this.add('role', id, name)
    for (const { appId, displayName, identifierUris } of RESOURCES)
      this.add('API', appId, displayName, ...identifierUris)
  }

  add(kind: Kind, id: string, ...names: unknown[]): void {
    const known = this.#ids.get(kind) ?? new Map<string, { name: string; id: string }>()
    this.#ids.set(kind, known)
    for (const name of names)
      if (typeof name === 'string' && !known.has(plain(name))) known.set(plain(name), { name, id })
  }

  addPrincipal(name: unknown, tenantId: string, objectId: string): void {
    if (typeof name !== 'string') return
    const known = this.#principals.get(plain(name)) ?? { name, inTenant: new Map<string, string>() }
    this.#principals.set(plain(name), known)
    known.inTenant.set(tenantId, objectId)
  }

  /** The id that goes by a name; what is an id already stays, and what is no text is left to the schema. */
  find(kind: Kind, written: unknown, path: Path): unknown {
    if (typeof written !== 'string' || isGuid(written) || (kind === 'scope' && written.startsWith('/'))) return written
    const known = this.#ids.get(kind)
    const found = known?.get(plain(written))
    if (found !== undefined) return found.id
    const names = [...(known?.values() ?? [])].map(({ name }) => name)
    this.problems.push({ path, message: `No ${kind} is called "${written}". ${suggest(written, names)}` })
    return kind === 'scope' ? `/subscriptions/${NOBODY}` : NOBODY
  }

  /** The object id of somebody or something in a tenant. */
  findPrincipal(written: unknown, tenantId: string | undefined, path: Path): unknown {
    if (typeof written !== 'string' || isGuid(written)) return written
    const found = this.#principals.get(plain(written))
    if (found === undefined) {
      const names = [...this.#principals.values()].map(({ name }) => name)
      this.problems.push({
        path,
        message: `No user, group, application or identity is called "${written}". ${suggest(written, names)}`
      })
      return NOBODY
    }
    const objectId = tenantId === undefined ? [...found.inTenant.values()][0] : found.inTenant.get(tenantId)
    if (objectId === undefined)
      this.problems.push({
        path,
        message: `"${written}" is not in the tenant of this entry: add a membership, guestIn or service principal there.`
      })
    return objectId ?? NOBODY
  }
}
