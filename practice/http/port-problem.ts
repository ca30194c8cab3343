const PURPOSES: Record<string, string> = {
  login: 'Entra ID',
  signIn: 'the sign-in pages',
  arm: 'Azure Resource Manager',
  graph: 'Microsoft Graph',
  maps: 'Azure Maps',
  mapsUs: 'Azure Maps in the United States',
  mapsEu: 'Azure Maps in Europe',
  imds: 'managed identities',
  arc: 'Azure Arc',
  serviceFabric: 'Service Fabric',
  admin: 'the weather and the log of requests',
  proxy: 'the forward proxy',
  geocatalog: 'a GeoCatalog',
  vault: 'a key vault',
  blob: 'a storage account'
}

/** Why a fixed port could not be had, in words for whoever chose it; any other error as it is. */
export const portProblem = (error: unknown, port: number, siteKey: string): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error
  const [kind = siteKey] = siteKey.split(':')
  // Windows keeps ranges of ports for itself and says EACCES.
  const why = code === 'EADDRINUSE' ? 'another program holds it' : 'the system does not give it'
  return new Error(
    `Port ${String(port)} is needed for ${PURPOSES[kind] ?? kind}, but ${why}. ` +
      'Free it, or start with another --port-base; without one, free ports are taken.',
    { cause: error }
  )
}
