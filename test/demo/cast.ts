import type { PracticeReady } from '../support/practice.ts'
import type { MatrixEntry } from './report.ts'

/** Who plays in the demo and what with, out of the practice cloud's ready line. */
export interface Cast {
  /** Has every role. */
  ann: PracticeReady['users'][number]
  /** Is signed in, and has no role anywhere. */
  kiosk: PracticeReady['apps'][number]
  tenant: PracticeReady['tenants'][number]
  maps: PracticeReady['maps'][number]
  geocatalog: PracticeReady['geocatalogs'][number]
}

/** A column of the access test, and what the practice world has it answer. */
export interface Trial {
  credential: string
  /** What the window may call the column. */
  columns: string[]
  expected: 'works' | 'refused'
  /** Status that a refusal has; a success has 200. */
  status: number
}

/** Who may read data, as the table of docs/practice-cloud.md has it; nobody else may. */
const readers: Record<MatrixEntry['service'], string[]> = {
  'Azure Maps': ['ann@contoso.com', 'rhea@contoso.com', 'survey-daemon'],
  GeoCatalog: ['ann@contoso.com', 'rhea@contoso.com', 'survey-daemon']
}

/** Finds everybody; a world without one of them cannot play this demo. */
export function castOf(ready: PracticeReady): Cast {
  return {
    ann: named(ready.users, ({ userPrincipalName }) => userPrincipalName === 'ann@contoso.com'),
    kiosk: named(ready.apps, ({ displayName }) => displayName === 'GIS kiosk'),
    tenant: named(ready.tenants, ({ displayName }) => displayName === 'Contoso GIS'),
    maps: named(ready.maps, ({ name }) => name === 'contoso-maps'),
    geocatalog: named(ready.geocatalogs, ({ name }) => name === 'contoso-imagery')
  }
}

/** The columns that the access test of a service has to show, with what each must answer. */
export function trialsOf(cast: Cast, service: MatrixEntry['service']): Trial[] {
  const may = (who: string): boolean => readers[service].includes(who)
  const byRole = (who: string, columns: string[]): Trial =>
    may(who)
      ? { credential: `Entra with role (${who})`, columns, expected: 'works', status: 200 }
      : { credential: `Entra without role (${who})`, columns, expected: 'refused', status: 403 }
  const refused = (credential: string, columns = [credential]): Trial => ({
    credential,
    columns,
    expected: 'refused',
    status: 401
  })
  const works = (credential: string): Trial => ({ credential, columns: [credential], expected: 'works', status: 200 })
  const user = cast.ann.userPrincipalName
  const entra = [byRole(user, [user]), byRole(cast.kiosk.displayName, [cast.kiosk.displayName, cast.kiosk.clientId])]
  if (service === 'GeoCatalog') return [...entra, refused('No credential')]
  return [
    works('Primary key'),
    works('Secondary key'),
    refused('Wrong key'),
    ...entra,
    refused(`Entra without x-ms-client-id (${user})`, [`${user}, without x-ms-client-id`]),
    refused('No credential')
  ]
}

function named<T>(all: readonly T[], fits: (one: T) => boolean): T {
  const found = all.find(fits)
  if (found === undefined) throw new Error('The practice cloud’s world lacks somebody that this demo needs.')
  return found
}
