import { afterAll, beforeAll } from 'vitest'
import { type RunningPracticeCloud, startPracticeCloud } from '../../practice/cloud.ts'
import type { PracticeOptions } from '../../practice/options.ts'
import { trustingFetch } from './trusting-fetch.ts'

export const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'
export const MAPS_SCOPE = 'https://atlas.microsoft.com/.default'
export const GEO_SCOPE = 'https://geocatalog.spatio.azure.com/.default'
export const VAULT_SCOPE = 'https://vault.azure.net/.default'
export const ARM_SCOPE = 'https://management.azure.com/.default'

/** The element at a place; a world without it is a broken test. */
export const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new Error(`There is no element ${String(index)}.`)
  return found
}

/** The running cloud of one test file and the short ways to talk to it. */
export interface Fixture {
  cloud: RunningPracticeCloud
  fetch: typeof fetch
  /** Posts a form to the token endpoint of a tenant. */
  token: (
    tenant: string,
    form: Record<string, string>,
    headers?: Record<string, string>
  ) => Promise<{ status: number; headers: Headers; body: Record<string, unknown> }>
  /** An application's token for a resource. */
  appToken: (index: number, scope: string) => Promise<string>
  /** Sets the weather. */
  weather: (rules: unknown) => Promise<Response>
  requests: () => Promise<Record<string, unknown>[]>
  /** Any admin route; a body is sent as JSON. */
  admin: (method: string, path: string, body?: unknown) => Promise<Response>
}

/** Starts one practice cloud for a test file and stops it at its end. */
export const withPracticeCloud = (options: PracticeOptions = {}): Fixture => {
  const fixture = {} as Fixture
  beforeAll(async () => {
    const cloud = await startPracticeCloud(options)
    const { endpoints, admin } = cloud.ready
    const authorization = `Bearer ${admin.token}`
    fixture.cloud = cloud
    fixture.fetch = trustingFetch(cloud.caPem)
    fixture.token = async (tenant, form, headers = {}) => {
      const response = await fixture.fetch(`${endpoints.login}/${tenant}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers
      })
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as Record<string, unknown>
      }
    }
    fixture.appToken = async (index, scope) => {
      const app = at(cloud.ready.apps, index)
      const { body } = await fixture.token(app.tenantId, {
        grant_type: 'client_credentials',
        client_id: app.clientId,
        client_secret: app.secret,
        scope
      })
      return String(body.access_token)
    }
    fixture.weather = (rules) =>
      fetch(`${admin.url}/faults`, { method: 'POST', body: JSON.stringify(rules), headers: { authorization } })
    fixture.admin = (method, path, body) =>
      fetch(`${admin.url}${path}`, {
        method,
        headers: { authorization },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
    fixture.requests = async () =>
      (await (await fetch(`${admin.url}/requests`, { headers: { authorization } })).json()) as Record<string, unknown>[]
  })
  afterAll(async () => {
    await fixture.cloud.stop()
  })
  return fixture
}
