import type { PracticeWorld } from '#contract/model'
import type { Cloud } from '../../knowledge/clouds.ts'
import { azureClouds, cloudLabels } from '../../knowledge/clouds.ts'
import type { PracticeDescription, PracticeReady } from './description.ts'

/** The practice cloud as one cloud among the others. Its services take the public cloud's scopes. */
export function practiceCloud({ endpoints, geocatalogs, caPem }: PracticeDescription): Cloud {
  const { tokenIssuer, armScope, mapsScope, geoCatalogScope, keyVaultScope, graphScope } = azureClouds.public
  const origins = [
    ...(endpoints.geocatalog === '' ? [] : [endpoints.geocatalog]),
    ...geocatalogs.flatMap(({ endpoint }) => endpoint ?? [])
  ]
  const catalogs = [...new Set(origins.map((origin) => new URL(origin).origin))]
  return {
    name: 'practice',
    label: cloudLabels.practice,
    login: endpoints.login,
    signInPages: [endpoints.signIn],
    tokenIssuer,
    arm: endpoints.arm,
    armScope,
    mapsScope,
    mapsEndpoints: [endpoints.maps],
    geoCatalogScope,
    geoCatalogHosts: catalogs.map((origin) => new URL(origin).host),
    geoCatalogExample: catalogs[0] ?? endpoints.maps,
    keyVaultScope,
    graphScope,
    portal: null,
    isPrivate: true,
    identityHost: endpoints.imds ?? null,
    caPem
  }
}

/** A large world has thousands; the screens about it ask for lists of their own. */
const mostShown = 20

/** Who and what lives there, the first of each, for the hints on the screen. */
export function practiceWorld({ endpoints, users, apps, maps, geocatalogs }: PracticeReady): PracticeWorld {
  return {
    users: users.slice(0, mostShown).map(({ userPrincipalName, password, displayName = userPrincipalName }) => ({
      userPrincipalName,
      password,
      displayName
    })),
    apps: apps.slice(0, mostShown).map(({ tenantId, clientId, secret, certificateFile, displayName = clientId }) => ({
      tenantId,
      clientId,
      secret,
      certificateFile: certificateFile ?? null,
      displayName
    })),
    maps: maps.slice(0, mostShown).map(({ resourceId, name, clientId, primaryKey, secondaryKey, endpoint }) => ({
      name: name ?? lastSegment(resourceId) ?? 'Azure Maps',
      clientId,
      primaryKey,
      secondaryKey,
      endpoint: endpoint ?? endpoints.maps
    })),
    geocatalogs: geocatalogs.slice(0, mostShown).map(({ resourceId, name, endpoint }) => ({
      name: name ?? lastSegment(resourceId) ?? 'GeoCatalog',
      endpoint: endpoint ?? endpoints.geocatalog
    }))
  }
}

function lastSegment(resourceId: string | undefined): string | undefined {
  return resourceId?.split('/').at(-1)
}
