import type { CloudContext } from '../cloud-context.ts'

/** Where a file lies, in the world's own words. */
export interface BlobPlace {
  account: CloudContext['world']['storageAccounts'][number]
  container: string
}

/** An address at which a storage account of the world answers here; every other address stays as it is. */
export const servedHref = ({ world, origins }: CloudContext, href: string): string => {
  for (const [index, { name }] of world.storageAccounts.entries()) {
    const azure = `https://${name}.blob.core.windows.net/`
    const origin = origins.storageAccounts[index] ?? ''
    if (origin !== '' && href.startsWith(azure)) return `${origin}/${href.slice(azure.length)}`
  }
  return href
}

/** The account and container that an address is in, be it spelled as in Azure or as it is served here. */
export const placeOf = ({ world, origins }: CloudContext, href: string): BlobPlace | undefined => {
  for (const [index, account] of world.storageAccounts.entries()) {
    const roots = [`https://${account.name}.blob.core.windows.net`, origins.storageAccounts[index] ?? '']
    const root = roots.find((one) => one !== '' && href.startsWith(`${one}/`))
    const container = root === undefined ? undefined : href.slice(root.length + 1).split(/[/?#]/)[0]
    if (container !== undefined && container !== '') return { account, container }
  }
  return undefined
}
