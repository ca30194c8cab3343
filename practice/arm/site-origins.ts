import type { CloudContext } from '../cloud-context.ts'

const known = new WeakMap<object, string>()

/** Notes where each vault, GeoCatalog and storage account answers, before any of them is deleted. */
export const noteOrigins = ({ world, origins }: CloudContext): void => {
  const note = (things: readonly object[], addresses: readonly string[]): void => {
    for (const [index, thing] of things.entries()) known.set(thing, addresses[index] ?? '')
  }
  note(world.geoCatalogs, origins.geoCatalogs)
  note(world.vaults, origins.vaults)
  note(world.storageAccounts, origins.storageAccounts)
}

/** Where a resource with a site of its own answers, without a slash at the end. */
export const originOf = (resource: object): string => known.get(resource) ?? ''
