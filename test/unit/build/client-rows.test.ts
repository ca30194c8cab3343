import { describe, expect, it } from 'vitest'
import { clientRows } from '../../../build/suites/client-rows.ts'
import { withClientTable } from '../../../build/suites/client-table.ts'
import { clientVersion } from '../../../build/suites/client-versions.ts'

const file = (name: string, ...assertionResults: [string[], string, string][]) => ({
  name: `/repository/test/${name}`,
  assertionResults: assertionResults.map(([ancestorTitles, title, status]) => ({ ancestorTitles, title, status }))
})
const versionOf = (client: string): string | undefined => ({ '@azure/msal-node': '7.2.1', 'a-client': '1.0' })[client]

describe('the rows of clients', () => {
  it('come from the titles of tests, sorted by client and file', () => {
    const report = {
      testResults: [
        file('clients/b.test.ts', [['@azure/msal-node, public'], 'device code: declined', 'failed']),
        file(
          'clients/a.test.ts',
          [['@azure/msal-node'], 'silently', 'passed'],
          [[], 'a-client: reads', 'skipped'],
          [['the form'], 'is refused', 'passed']
        ),
        file('unit/a.test.ts', [['a-client'], 'is no client run', 'passed'])
      ]
    }
    expect(clientRows(report, versionOf)).toEqual([
      { client: '@azure/msal-node', version: '7.2.1', flow: 'silently', result: 'works' },
      { client: '@azure/msal-node', version: '7.2.1', flow: 'public: device code: declined', result: 'fails' },
      { client: 'a-client', version: '1.0', flow: 'reads', result: 'did not run' }
    ])
  })

  it('go between the marks of their setting and leave the rest of the document alone', async () => {
    const marks = (setting: string): string =>
      `<!-- clients: ${setting} (made by a run, not by hand) -->\nold\n<!-- end of clients: ${setting} -->\n`
    const document = `# Title\n${marks('configured')}${marks('sealed-room')}`
    const row = { client: 'a-client', version: '1.0', result: 'works' } as const
    const rows = [
      { ...row, flow: 'a|b' },
      { ...row, flow: 'c' }
    ]
    const made = await withClientTable(document, 'configured', rows)
    expect(made).toMatch(/^# Title\n<!-- clients: configured/)
    expect(made).toContain(String.raw`| a-client | 1.0     | a\|b |`)
    expect(made).toContain('|          |         | c    | works  |')
    expect(made.endsWith(marks('sealed-room'))).toBe(true)
    expect(await withClientTable(made, 'configured', rows)).toBe(made)
  })

  it('are only for what has a version', () => {
    expect(clientVersion('@azure/msal-node')).toMatch(/^\d+\.\d+\.\d+$/)
    expect(clientVersion('recorded answers')).toBeUndefined()
    expect(clientVersion('..')).toBeUndefined()
  })
})
