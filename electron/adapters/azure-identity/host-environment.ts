import type { Cloud } from '../../knowledge/clouds.ts'
import { isLoopback } from '../http/loopback.ts'

/** Where hosts say that they hand out identities. Source: `@azure/msal-node` ManagedIdentitySources. */
const hostAddresses = ['IDENTITY_ENDPOINT', 'IMDS_ENDPOINT', 'MSI_ENDPOINT', 'AZURE_POD_IDENTITY_AUTHORITY_HOST']

/**
 * The environment that the library reads. For a private cloud a host counts only where it is on this computer, and the cloud's
 * own takes the place of the one that every machine in Azure has.
 */
export function environmentFor({ isPrivate, identityHost }: Cloud, given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const away = isPrivate ? hostAddresses.filter((name) => !isLoopback(given[name] ?? '')) : []
  // What the library logs is not ours to show.
  const kept = Object.fromEntries(
    Object.entries(given).filter(([name]) => !away.includes(name) && name !== 'AZURE_LOG_LEVEL')
  )
  if (identityHost === null || (isPrivate && away.length < hostAddresses.length)) return kept
  return { ...kept, AZURE_POD_IDENTITY_AUTHORITY_HOST: identityHost }
}
