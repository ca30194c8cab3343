/** Where a client ran: told about the practice cloud's addresses, or in the sealed room, told nothing. */
export type ClientSetting = 'configured' | 'sealed-room'

/** What one client did in one test, for the tables in docs/practice-cloud.md. */
export interface ClientRow {
  client: string
  version: string
  flow: string
  result: 'works' | 'fails' | 'did not run'
}

/** The part of Vitest's JSON report that says which client did what. */
export interface ClientReport {
  testResults: { name: string; assertionResults: { ancestorTitles: string[]; title: string; status: string }[] }[]
}

const results: Record<string, ClientRow['result']> = { passed: 'works', failed: 'fails' }

/**
 * Derives the rows from the titles of tests: `describe('@azure/msal-node, a public client')` with
 * `it('device code, declined')` is one, and so is `it('openid-client: the device flow')`. What comes before the first
 * comma or colon must be a client that `versionOf` knows; other tests of the folder give no row.
 */
export function clientRows(report: ClientReport, versionOf: (client: string) => string | undefined): ClientRow[] {
  const files = report.testResults.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  const rows = files
    .filter(({ name }) => name.replaceAll('\\', '/').includes('/test/clients/'))
    .flatMap(({ assertionResults }) => assertionResults)
    .flatMap(({ ancestorTitles, title, status }): ClientRow[] => {
      const [, client = '', rest = ''] = /^([^,:]+)(?:[,:] *(.*))?$/.exec([...ancestorTitles, title].join(': ')) ?? []
      const version = versionOf(client)
      if (version === undefined) return []
      return [{ client, version, flow: rest, result: results[status] ?? 'did not run' }]
    })
  return rows.toSorted((one, other) => (one.client < other.client ? -1 : one.client > other.client ? 1 : 0))
}
