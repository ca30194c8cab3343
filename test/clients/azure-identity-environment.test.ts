import { decodeJwt } from 'jose'
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, watch, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { BrowserScript } from './browser-script.ts'
import type { AskedCredential } from './identity-child.ts'
import { ARM_SCOPE, at, CLI, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'
import { person } from './sign-in-by-script.ts'
import { takenByMaps } from './taken-by-maps.ts'

const CHILD = fileURLToPath(new URL('identity-child.ts', import.meta.url))
const run = promisify(execFile)
const fixture = withPracticeCloud()

interface Said {
  token?: string
  error?: string
}

/** The library reads the environment when it is loaded: each case is a program of its own. */
const ask = async (credential: AskedCredential, env: Record<string, string>, scope = MAPS_SCOPE): Promise<Said> => {
  const { caFile, endpoints } = fixture.cloud.ready
  const { stdout } = await run(process.execPath, [CHILD, credential, scope], {
    env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: caFile, AZURE_AUTHORITY_HOST: endpoints.login, ...env }
  })
  return JSON.parse(stdout) as Said
}

const appOf = (index: number) => at(fixture.cloud.ready.apps, index)
const named = (index: number): Record<string, string> => ({
  AZURE_TENANT_ID: appOf(index).tenantId,
  AZURE_CLIENT_ID: appOf(index).clientId
})
const secret = (index: number): Record<string, string> => ({
  ...named(index),
  AZURE_CLIENT_SECRET: appOf(index).secret
})
const certificate = (index: number): Record<string, string> => ({
  ...named(index),
  AZURE_CLIENT_CERTIFICATE_PATH: appOf(index).certificateFile ?? ''
})
const workload = (): Record<string, string> => ({
  ...named(1),
  AZURE_FEDERATED_TOKEN_FILE: fixture.cloud.ready.workloadIdentity?.tokenFile ?? ''
})
const machine = (): Record<string, string> => ({
  AZURE_POD_IDENTITY_AUTHORITY_HOST: fixture.cloud.ready.endpoints.imds
})
const claimsOf = ({ token, error }: Said) => decodeJwt(token ?? `no token: ${error ?? ''}`)

describe('@azure/identity', () => {
  it.each([
    ['a secret', () => secret(1), '1'],
    ['a certificate', () => certificate(1), '2'],
    [
      'a certificate, its chain sent along',
      () => ({ ...certificate(1), AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: 'true' }),
      '2'
    ]
  ])('EnvironmentCredential: %s in the environment', async (_name, env, appidacr) => {
    const said = await ask('environment', env())
    expect(claimsOf(said)).toMatchObject({ appid: appOf(1).clientId, appidacr })
    expect(await takenByMaps(fixture, said.token)).toBe(200)
  })

  it('EnvironmentCredential: name and password in the environment', async () => {
    const { userPrincipalName, password } = person(fixture, 1)
    const env = {
      AZURE_TENANT_ID: appOf(0).tenantId,
      AZURE_CLIENT_ID: CLI,
      AZURE_USERNAME: userPrincipalName,
      AZURE_PASSWORD: password
    }
    expect(claimsOf(await ask('environment', env)).upn).toBe(userPrincipalName)
  })

  it('EnvironmentCredential: an expired certificate in the environment', async () => {
    expect((await ask('environment', certificate(0))).error).toMatch(/700027.*The key used is expired/s)
  })

  it('WorkloadIdentityCredential: the token file of the environment', async () => {
    const said = await ask('workload', workload())
    expect(claimsOf(said)).toMatchObject({ appid: appOf(1).clientId, appidacr: '2' })
    expect(await takenByMaps(fixture, said.token)).toBe(200)
  })

  it('ClientAssertionCredential: a managed identity in place of a secret', async () => {
    const { tenantId, clientId } = appOf(0)
    const identity = fixture.cloud.ready.managedIdentities.find(({ kind }) => kind === 'system')
    const env = { ...machine(), APP_TENANT_ID: tenantId, APP_CLIENT_ID: clientId }
    expect((await ask('machine as application', env)).error).toMatch(/AADSTS70025/)
    at(fixture.cloud.world.applications, 0).federatedCredentials.push({
      name: 'gis-worker',
      issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      subject: identity?.objectId ?? '',
      audiences: ['api://AzureADTokenExchange']
    })
    expect(claimsOf(await ask('machine as application', env))).toMatchObject({ appid: clientId, appidacr: '2' })
  })

  it('DefaultAzureCredential: environment before workload identity before managed identity', async () => {
    const all = { ...machine(), ...workload(), ...secret(0) }
    // One client id for both: how it proved itself tells which credential was used.
    expect(claimsOf(await ask('default', { ...all, ...named(1), AZURE_CLIENT_SECRET: appOf(1).secret })).appidacr).toBe(
      '1'
    )
    expect(claimsOf(await ask('default', { ...machine(), ...workload() })).appidacr).toBe('2')
    const identity = fixture.cloud.ready.managedIdentities.find(({ kind }) => kind === 'system')
    expect(claimsOf(await ask('default', machine())).appid).toBe(identity?.clientId)
  })

  it('DefaultAzureCredential: stops at a credential that is configured and refused', async () => {
    const said = await ask('default', { ...machine(), ...named(1), AZURE_CLIENT_SECRET: 'wrong' })
    expect(said.error).toMatch(/7000215/)
  })

  it('ChainedTokenCredential: goes on where nothing is configured', async () => {
    const { tenantId, clientId, certificateFile = '' } = appOf(1)
    const env = { DAEMON_TENANT_ID: tenantId, DAEMON_CLIENT_ID: clientId, DAEMON_CERTIFICATE: certificateFile }
    expect(claimsOf(await ask('chained', env))).toMatchObject({ appid: clientId, appidacr: '2' })
  })

  it('InteractiveBrowserCredential: through the page that it opens', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'opened-page-'))
    const opener = join(folder, 'browser.sh')
    const opened = join(folder, 'page')
    await writeFile(opener, `#!/bin/sh\nprintf '%s' "$1" > '${opened}.new' && mv '${opened}.new' '${opened}'\n`)
    await chmod(opener, 0o700)
    const changes = watch(folder)
    const asked = ask('browser', { CLIENT_ID: CLI, BROWSER: opener }, ARM_SCOPE)
    for await (const { filename } of changes) if (filename === 'page') break
    const browser = new BrowserScript()
    const end = await browser.signIn(await browser.open(await readFile(opened, 'utf8')), person(fixture, 0))
    await browser.postBack(end)
    expect(claimsOf(await asked).upn).toBe('ann@contoso.com')
    await rm(folder, { recursive: true })
  })
})
