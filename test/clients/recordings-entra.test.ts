import { describe, expect, it } from 'vitest'
import { compareAll, readRecording, type RecordedRow, SLICE } from './compare-with-recording.ts'
import { at, CLI, withPracticeCloud } from './practice-fixture.ts'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints
const app = (index: number) => at(fixture.cloud.ready.apps, index)

const tokenAnswer = (tenant: string, form: Record<string, string>): Promise<Response> =>
  fixture.fetch(`${endpoints().login}/${tenant}/oauth2/v2.0/token?client-request-id=x`, {
    method: 'POST',
    body: new URLSearchParams(form)
  })
const secretForm = (): Record<string, string> => ({
  grant_type: 'client_credentials',
  client_id: app(1).clientId,
  client_secret: app(1).secret,
  scope: 'https://graph.microsoft.com/.default'
})
const deviceCode = (): Promise<Response> =>
  fixture.fetch(`${endpoints().login}/organizations/oauth2/v2.0/devicecode`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: CLI,
      scope: 'https://vault.azure.net/.default openid profile offline_access'
    })
  })
const pending = async (): Promise<Response> => {
  const started = (await (await deviceCode()).json()) as { device_code: string }
  return tokenAnswer('organizations', { grant_type: 'device_code', client_id: CLI, device_code: started.device_code })
}

const rows: RecordedRow[] = [
  {
    id: 'entra-openid-configuration-200',
    ask: () => fixture.fetch(`${endpoints().login}/${app(0).tenantId}/v2.0/.well-known/openid-configuration`)
  },
  {
    id: 'entra-openid-configuration-unknowntenant-400',
    ask: () => fixture.fetch(`${endpoints().login}/tenant/v2.0/.well-known/openid-configuration`)
  },
  {
    id: 'entra-discovery-instance-200',
    ask: () =>
      fixture.fetch(
        `${endpoints().login}/common/discovery/instance?api-version=1.1&authorization_endpoint=https://login.microsoftonline.com/tenant/oauth2/v2.0/authorize`
      )
  },
  {
    id: 'entra-devicecode-200',
    ask: deviceCode,
    known: {
      'header x-ms-srs is missing': SLICE,
      'body.interval is number, not string': 'The recorder put a text there; the service sends a number.'
    }
  },
  { id: 'entra-token-devicecode-pending-400', ask: pending, known: { 'header x-ms-srs is missing': SLICE } },
  { id: 'entra-token-clientsecret-200', ask: () => tokenAnswer('contoso.com', secretForm()) },
  {
    id: 'entra-token-clientsecret-cae-200',
    ask: () =>
      tokenAnswer('contoso.com', { ...secretForm(), claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}' }),
    known: { 'header x-ms-srs is missing': SLICE }
  },
  {
    id: 'entra-token-clientsecret-invalid-401',
    ask: () => tokenAnswer('contoso.com', { ...secretForm(), client_secret: 'wrong' })
  },
  {
    id: 'entra-token-appunknown-400',
    ask: () => tokenAnswer('contoso.com', { ...secretForm(), client_id: app(1).secretId })
  }
]

describe('Entra ID answers as it was recorded', () => {
  compareAll(rows)

  it('word for word where the words are telling', async () => {
    const words = (body: unknown): string =>
      (body as { error_description: string }).error_description.split(/\s+Trace ID:/)[0] ?? ''
    const wrongSecret = (await (
      await tokenAnswer('contoso.com', { ...secretForm(), client_secret: 'wrong' })
    ).json()) as unknown
    const recorded = words((await readRecording('entra-token-clientsecret-invalid-401')).response.body)
    expect(words(wrongSecret)).toBe(recorded.replace('4d856d1f-8648-456c-9bb2-f36273bbe4e3', app(1).clientId))
    const notYet = (await (await pending()).json()) as unknown
    expect(words(notYet)).toBe(words((await readRecording('entra-token-devicecode-pending-400')).response.body))
  })
})
