import { ARM_SCOPE, at, CLI, type Fixture } from '../../clients/practice-fixture.ts'
import { person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

/** An answer of Azure Resource Manager. */
export interface ArmAnswer {
  status: number
  headers: Headers
  body: Record<string, unknown> & { value?: Record<string, unknown>[]; nextLink?: string | null }
  error: { code: string; message: string } | undefined
}

/** The short ways to ask the practice cloud's Azure Resource Manager. */
export interface ArmAsker {
  ask: (token: string, path: string, method?: string, body?: unknown) => Promise<ArmAnswer>
  /** Contributor. */
  operator: () => Promise<string>
  /** No role at all. */
  kiosk: () => Promise<string>
  /** A person's token; ann, who is Owner, is 0. */
  user: (index: number, tenant?: string) => Promise<string>
  subscription: () => string
  group: () => string
  /** Object id of an application's service principal. */
  principal: (appIndex: number) => string
}

/** Makes the short ways for one practice cloud. */
export const armAsker = (fixture: Fixture): ArmAsker => {
  const subscription = (): string => `/subscriptions/${at(fixture.cloud.world.subscriptions, 0).subscriptionId}`
  return {
    ask: async (token, path, method = 'GET', body) => {
      const url = path.startsWith('https:') ? path : `${fixture.cloud.ready.endpoints.arm}${path}`
      const response = await fixture.fetch(url, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      const text = await response.text()
      const read = (text === '' || text === 'null' ? {} : JSON.parse(text)) as ArmAnswer['body'] & {
        error?: ArmAnswer['error']
      }
      return { status: response.status, headers: response.headers, body: read, error: read.error }
    },
    operator: () => fixture.appToken(0, ARM_SCOPE),
    kiosk: () => fixture.appToken(2, ARM_SCOPE),
    user: async (index, tenant = 'contoso.com') => {
      const refreshToken = await refreshTokenOf(fixture, person(fixture, index), 'organizations')
      const { body } = await fixture.token(tenant, {
        grant_type: 'refresh_token',
        client_id: CLI,
        refresh_token: refreshToken,
        scope: ARM_SCOPE
      })
      return String(body.access_token)
    },
    subscription,
    group: () => `${subscription()}/resourceGroups/gis-rg`,
    principal: (appIndex) => {
      const { clientId } = at(fixture.cloud.ready.apps, appIndex)
      const app = fixture.cloud.world.applications.find((one) => one.appId === clientId)
      return at(app?.servicePrincipals ?? [], 0).objectId
    }
  }
}
