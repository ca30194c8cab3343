import { describe, expect, it } from 'vitest'
import type { Failure } from '#contract/failure'
import { signInAsHost } from '../../../electron/adapters/azure-identity/managed-identity.ts'
import { environmentFor } from '../../../electron/adapters/azure-identity/host-environment.ts'
import { readOwner } from '../../../electron/adapters/azure-identity/token-owner.ts'
import { systemClock } from '../../../electron/adapters/clock.ts'
import type { Http, HttpRequest } from '../../../electron/adapters/http/http.ts'
import { azureClouds } from '../../../electron/knowledge/clouds.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { jwt } from '../../fakes/entra.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { FakeVault } from '../../fakes/vault.ts'

const signal = new AbortController().signal
const oid = '00000000-0000-4000-8000-00000000000a'
const tid = '00000000-0000-4000-8000-00000000000b'
const appid = '00000000-0000-4000-8000-00000000000c'
const machine = `/subscriptions/${tid}/resourcegroups/gis/providers/Microsoft.Compute/virtualMachines/survey`

/** Answers each request in turn, the last again and again; a failure stands for no answer. */
function host(...answers: ({ status: number; body: unknown } | Failure)[]) {
  const sent: HttpRequest[] = []
  const http: Http = {
    send: (request) => {
      sent.push(request)
      const answer = answers[Math.min(sent.length, answers.length) - 1]
      if (answer === undefined || 'code' in answer) throw new AppFailure(answer ?? { code: 'offline' })
      const body = JSON.stringify(answer.body)
      const { host: at } = new URL(request.url)
      return Promise.resolve({ host: at, status: answer.status, headers: {}, body, latencyMs: 1 })
    },
    clockOffsetSeconds: () => null
  }
  const signIn = (by: 'system' | 'client-id', id = '') =>
    signInAsHost(
      { http, vault: new FakeVault(), clock: systemClock, browser: { open: () => Promise.resolve() }, environment: {} },
      { profileId: 'public', cloud: azureClouds.public, identity: { by, named: id }, signal }
    )
  return { sent, signIn }
}

const there = {
  status: 400,
  body: { error: 'invalid_request', error_description: 'Required metadata header not specified' }
}

describe('a managed identity', () => {
  it('on a machine in Azure is asked for by the requests that Azure knows, after a look whether it is there', async () => {
    const claims = { oid, tid, appid, idtyp: 'app', xms_mirid: machine, exp: 4_000_000_000 }
    const body = { access_token: jwt(claims), expires_on: '4000000000', resource: 'x', token_type: 'Bearer' }
    const { sent, signIn } = host(there, { status: 200, body })
    const account = await signIn('client-id', appid)
    expect(account).toMatchObject({ accountId: `public.${appid}.${tid}`, displayName: 'survey', username: appid })
    const asked = sent.map(({ method, url, isLocal, timeoutMs }) => ({ method, url: new URL(url), isLocal, timeoutMs }))
    expect(asked.map(({ url }) => url.origin + url.pathname)).toEqual(
      Array(2).fill('http://169.254.169.254/metadata/identity/oauth2/token')
    )
    expect(asked.every(({ method, isLocal }) => method === 'GET' && isLocal)).toBe(true)
    expect(asked[0]).toMatchObject({ timeoutMs: 1000 })
    expect(Object.fromEntries(asked[1]?.url.searchParams ?? [])).toEqual({
      'api-version': '2018-02-01',
      resource: 'https://management.azure.com',
      client_id: appid
    })
    expect(sent[1]?.headers).toMatchObject({ metadata: 'true' })
  })

  it.each([
    ['unreachable', { code: 'unreachable', host: '169.254.169.254' }],
    ['too slow', { code: 'timed-out', host: '169.254.169.254', waitedSeconds: 1 }],
    ['offline', { code: 'offline' }]
  ] as const)('is said to be absent after one look where its host is %s', async (_name, failure) => {
    const { sent, signIn } = host(failure)
    expect(await failureOfAsync(signIn('system'))).toMatchObject({
      code: 'managed-identity-unavailable',
      problem: 'absent'
    })
    expect(sent).toHaveLength(1)
  })

  it.each([
    ['Identity not found', 'system', 'none-assigned'],
    ['Identity not found', 'client-id', 'not-assigned'],
    ['Multiple user assigned identities exist, please specify the clientId', 'system', 'several'],
    ['Something else', 'system', 'other']
  ] as const)('that the host refuses with “%s” (%s) is said to be %s', async (said, by, problem) => {
    const refused = { status: 400, body: { error: 'invalid_request', error_description: said } }
    const { signIn } = host(there, refused)
    expect(await failureOfAsync(signIn(by, by === 'system' ? '' : appid))).toMatchObject({ problem, said })
  })

  it('for a service that the directory does not know is refused as by Entra ID', async () => {
    const said = 'AADSTS500011: The resource principal named x was not found in the tenant named y.'
    const { signIn } = host(there, { status: 400, body: { error: 'invalid_resource', error_description: said } })
    expect(await failureOfAsync(signIn('system'))).toMatchObject({ code: 'resource-not-in-tenant' })
  })
})

describe('whose a token is', () => {
  it('is read from what it says', () => {
    const person = { oid, tid, appid, idtyp: 'user', upn: 'ann@contoso.com', name: 'Ann' }
    expect(readOwner(jwt(person))).toMatchObject({ kind: 'user', username: 'ann@contoso.com', displayName: 'Ann' })
    expect(readOwner(jwt({ oid, tid, azp: appid }))).toMatchObject({ kind: 'application', displayName: appid })
    expect(readOwner(jwt({ oid, tid }))).toBeNull()
    expect(readOwner('no token')).toBeNull()
  })
})

describe('the environment of a host', () => {
  const given = { PATH: '/bin', IDENTITY_ENDPOINT: 'http://10.0.0.1/token', AZURE_LOG_LEVEL: 'verbose' }
  const practice = { ...azureClouds.public, isPrivate: true, identityHost: 'http://localhost:9' }

  it('is that of the process in Azure, but for what the library would log', () => {
    expect(environmentFor(azureClouds.public, given)).toEqual({
      PATH: '/bin',
      IDENTITY_ENDPOINT: 'http://10.0.0.1/token'
    })
  })

  it('leads to the practice cloud there, or to a host on this computer that somebody named', () => {
    const own = { PATH: '/bin', AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://localhost:9' }
    expect(environmentFor(practice, given)).toEqual(own)
    const named = { PATH: '/bin', IDENTITY_ENDPOINT: 'http://127.0.0.1:8/msi/token' }
    expect(environmentFor(practice, named)).toEqual(named)
  })
})
