import { readFileSync } from 'node:fs'
import type { ReadyLine } from '../../practice/ready-line.ts'
import { at, CLI } from '../clients/practice-fixture.ts'
import { trustingFetch } from '../clients/trusting-fetch.ts'
import { clientAssertion, readCertificateFile } from '../support/client-assertion.ts'

/** What a request was for, how it was answered, and the names in a JSON answer. */
export type Step = readonly [what: string, status: number, names: readonly string[]]

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const scopeOf = (resource: string): string => `${resource}/.default`

const namesIn = (text: string): string[] => {
  try {
    const read = JSON.parse(text) as unknown
    return typeof read === 'object' && read !== null ? Object.keys(read).sort() : []
  } catch {
    return []
  }
}

/** One pass through every service of a practice cloud that runs elsewhere. */
export const smokePass = async (ready: ReadyLine): Promise<Step[]> => {
  const { endpoints, admin } = ready
  const steps: Step[] = []
  const secure = trustingFetch(readFileSync(ready.caFile, 'utf8'))
  const ask = async (what: string, url: string, init: RequestInit = {}): Promise<string> => {
    const answer = await (url.startsWith('https:') ? secure : fetch)(url, init)
    const text = await answer.text()
    steps.push([what, answer.status, namesIn(text)])
    return text
  }
  const [operator, daemon] = [at(ready.apps, 0), at(ready.apps, 1)]
  const token = async (what: string, app: typeof daemon, scope: string, proof: Record<string, string>) => {
    const form = { grant_type: 'client_credentials', client_id: app.clientId, scope: scopeOf(scope), ...proof }
    const url = `${endpoints.login}/${app.tenantId}/oauth2/v2.0/token`
    const text = await ask(what, url, { method: 'POST', body: new URLSearchParams(form) })
    return { authorization: `Bearer ${String((JSON.parse(text) as { access_token?: string }).access_token)}` }
  }
  const secret = (app: typeof daemon): Record<string, string> => ({ client_secret: app.secret })
  const assertion = (text: string): Record<string, string> => ({
    client_assertion_type: ASSERTION,
    client_assertion: text
  })

  const login = `${endpoints.login}/${daemon.tenantId}`
  await ask('openid configuration', `${login}/v2.0/.well-known/openid-configuration`)
  await ask('keys', `${login}/discovery/v2.0/keys`)
  await ask('page for codes', `${endpoints.signIn}/devicelogin`)
  const certificate = readCertificateFile(daemon.certificateFile)
  const own = await clientAssertion(certificate, daemon.clientId, `${login}/oauth2/v2.0/token`)
  const mapsToken = await token('token by certificate', daemon, 'https://atlas.microsoft.com', assertion(own))
  const federated = readFileSync(ready.workloadIdentity?.tokenFile ?? '', 'utf8')
  await token('token by federation', daemon, 'https://atlas.microsoft.com', assertion(federated))

  const maps = at(ready.maps, 0)
  const caption = `${endpoints.maps}/map/copyright/caption/json?api-version=2024-04-01`
  await ask('maps by token', caption, { headers: { ...mapsToken, 'x-ms-client-id': maps.clientId } })
  const key = { 'subscription-key': maps.primaryKey }
  await ask('maps by key', `${endpoints.maps}/geocode?api-version=2026-01-01&query=Seattle`, { headers: key })
  await ask('tile', `${endpoints.maps}/map/tile?api-version=2024-04-01&tilesetId=microsoft.base.road&zoom=1&x=0&y=0`, {
    headers: key
  })

  const geo = await token('geocatalog token', daemon, 'https://geocatalog.spatio.azure.com', secret(daemon))
  const version = 'api-version=2026-04-15'
  const filter = { op: 'like', args: [{ property: 'id' }, '%a%'] }
  await ask('search', `${endpoints.geocatalog}/stac/search?${version}`, {
    method: 'POST',
    headers: { ...geo, 'content-type': 'application/json' },
    body: JSON.stringify({ limit: 1, datetime: '2020-01-01/..', filter })
  })
  const signature = await ask('signature', `${endpoints.geocatalog}/sas/token/coast-orthophotos?${version}`, {
    headers: geo
  })
  const { token: sas } = JSON.parse(signature) as { token: string }
  const photo = `${endpoints.blob}/orthophotos/coast/2025/coast-0001.tif`
  await ask('blob by signature', `${photo}?${sas}`, { headers: { range: 'bytes=0-3' } })
  const blob = await token('blob token', daemon, 'https://storage.azure.com', secret(daemon))
  await ask('blob by token', photo, { headers: { ...blob, 'x-ms-version': '2025-05-05' } })

  const vault = await token('vault token', daemon, 'https://vault.azure.net', secret(daemon))
  for (const { name, endpoint } of ready.vaults)
    await ask(`secret of ${name}`, `${endpoint}/secrets/azure-maps-key?api-version=7.6`, { headers: vault })

  const arm = await token('Resource Manager token', operator, 'https://management.azure.com', secret(operator))
  await ask('subscriptions', `${endpoints.arm}/subscriptions?api-version=2022-12-01`, { headers: arm })
  const [, , subscription = ''] = maps.resourceId.split('/')
  await ask('account', `${endpoints.arm}${maps.resourceId}?api-version=2023-06-01`, { headers: arm })
  await ask('keys', `${endpoints.arm}${maps.resourceId}/listKeys?api-version=2023-06-01`, {
    method: 'POST',
    headers: arm
  })
  await ask(
    'graph of resources',
    `${endpoints.arm}/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01`,
    {
      method: 'POST',
      headers: arm,
      body: JSON.stringify({
        query: "Resources | where type =~ 'microsoft.maps/accounts' | project id | order by id asc",
        subscriptions: [subscription]
      })
    }
  )
  const { userPrincipalName: username, password } = at(ready.users, 0)
  const form = {
    grant_type: 'password',
    client_id: CLI,
    username,
    password,
    scope: 'https://graph.microsoft.com/.default'
  }
  const person = await ask('Graph token by password', `${login}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form)
  })
  const graph = { authorization: `Bearer ${String((JSON.parse(person) as { access_token?: string }).access_token)}` }
  await ask('organization', `${endpoints.graph}/v1.0/organization`, { headers: graph })
  await ask('applications', `${endpoints.graph}/v1.0/applications?$filter=startswith(displayName,'a')`, {
    headers: graph
  })

  const identity = `resource=${encodeURIComponent('https://atlas.microsoft.com')}`
  await ask('machine', `${endpoints.imds}/metadata/identity/oauth2/token?api-version=2018-02-01&${identity}`, {
    headers: { metadata: 'true' }
  })
  await ask('app service', `${ready.appService.endpoint}?api-version=2019-08-01&${identity}`, {
    headers: { 'x-identity-header': ready.appService.header }
  })
  await ask('Arc', `${ready.arc.endpoint}?api-version=2020-06-01&${identity}`, { headers: { metadata: 'true' } })
  await ask('cluster', `${ready.serviceFabric.endpoint}?api-version=2019-07-01-preview&${identity}`, {
    headers: { secret: ready.serviceFabric.header }
  })

  const headers = { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' }
  const rule = { match: { service: 'maps' }, times: 1, do: { kind: 'status', status: 503 } }
  await ask('weather', `${admin.url}/faults`, { method: 'POST', headers, body: JSON.stringify([rule]) })
  await ask('maps in weather', caption, { headers: key })
  await ask('fair weather', `${admin.url}/faults`, { method: 'POST', headers, body: '[]' })
  await ask('new keys', `${admin.url}/keys/roll-over`, { method: 'POST', headers })
  await ask('requests', `${admin.url}/requests`, { headers })
  await ask('world', `${admin.url}/world`, { headers })
  return steps
}
