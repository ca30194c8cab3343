import { at, type Fixture } from '../../clients/practice-fixture.ts'

export const RESOURCE = 'https%3A%2F%2Fatlas.microsoft.com'
export const METADATA = { Metadata: 'true' }

/** Short ways to ask the identity endpoints of a virtual machine and of App Service. */
export const identityAsker = (fixture: Fixture) => ({
  machine: async (query: string, headers: Record<string, string> = METADATA, slash = '') => {
    const response = await fetch(
      `${fixture.cloud.ready.endpoints.imds}/metadata/identity/oauth2/token${slash}${query}`,
      {
        headers
      }
    )
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  },
  appService: async (query: string, header = fixture.cloud.ready.appService.header) => {
    const response = await fetch(`${fixture.cloud.ready.appService.endpoint}${query}`, {
      headers: { 'x-identity-header': header }
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  },
  identity: (index: number) => at(fixture.cloud.ready.managedIdentities, index)
})
