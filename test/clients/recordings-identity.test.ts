import { describe } from 'vitest'
import { compareAll, type RecordedRow } from './compare-with-recording.ts'
import { withPracticeCloud } from './practice-fixture.ts'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints

const rows: RecordedRow[] = [
  {
    id: 'imds-appservice-token-200',
    ask: () => {
      const { endpoint, header } = fixture.cloud.ready.appService
      return fetch(`${endpoint}?resource=https://vault.azure.net&api-version=2019-08-01`, {
        headers: { 'X-IDENTITY-HEADER': header }
      })
    }
  },
  {
    id: 'imds-token-noidentity-400',
    ask: () =>
      fetch(
        `${endpoints().imds}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net&client_id=x`,
        { headers: { Metadata: 'true' } }
      )
  }
]

describe('managed identity answers as it was recorded', () => {
  compareAll(rows)
})
