import { decodeJwt } from 'jose'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failureMessage } from '#contract/failure-message'
import type { TracedStep } from '#contract/model'
import type { Entra, SignedInAccount } from '../../electron/services/ports.ts'
import { ARM_SCOPE, at, MAPS_SCOPE, withPracticeCloud } from '../clients/practice-fixture.ts'
import { jwt } from '../fakes/entra.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { cloudOf, createAdapters, never } from './adapters-on-practice.ts'

const fixture = withPracticeCloud()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'developer-tools-'))
})
afterAll(() => rm(folder, { recursive: true }))

const daemon = () => at(fixture.cloud.ready.apps, 1)
const named = () => ({ AZURE_TENANT_ID: daemon().tenantId, AZURE_CLIENT_ID: daemon().clientId })

/** A folder for the PATH with an `az` that does this. */
async function az(script: string): Promise<{ PATH: string }> {
  const tools = await mkdtemp(join(folder, 'az-'))
  await writeFile(join(tools, 'az'), `#!/bin/sh\n${script}\n`)
  await chmod(join(tools, 'az'), 0o700)
  return { PATH: `${tools}:/usr/bin:/bin` }
}

/** An `az` that answers these tokens: one for Azure Maps, one for everything else. */
function azWith(arm: string, maps = arm): Promise<{ PATH: string }> {
  const answer = (accessToken: string): string =>
    `echo '${JSON.stringify({ accessToken, expires_on: Math.round(Date.now() / 1000) + 1800, tokenType: 'Bearer' })}'`
  return az(`case "$*" in *atlas*) ${answer(maps)};; *) ${answer(arm)};; esac`)
}

function run(environment: Record<string, string>, signal = never) {
  const adapters = createAdapters({ environment: { PATH: '/nonexistent', ...environment } })
  const heard: TracedStep[][] = []
  const cloud = cloudOf(fixture.cloud)
  const onTrace = (trace: TracedStep[]): void => void heard.push(trace)
  const account = adapters.entra.signInByDefaultCredential({ profileId: 'practice', cloud, signal, onTrace })
  return { ...adapters, heard, account }
}
const mapsToken = (entra: Entra, account: SignedInAccount) =>
  entra.acquireToken({
    cloud: cloudOf(fixture.cloud),
    account,
    tenantId: daemon().tenantId,
    scope: MAPS_SCOPE,
    refresh: false,
    signal: never
  })
const states = (trace: TracedStep[] = []) => Object.fromEntries(trace.map(({ step, state }) => [step, state]))
const why = (trace: TracedStep[] = [], step: TracedStep['step']) => trace.find((one) => one.step === step)?.why

describe('DefaultAzureCredential', () => {
  it('is the first identity that it finds, and says how each step went and how long it took', async () => {
    const { account, heard } = run({ AZURE_CLIENT_ID: at(fixture.cloud.ready.managedIdentities, 1).clientId })
    const { clientId, objectId, resourceId } = at(fixture.cloud.ready.managedIdentities, 1)
    expect(await account).toMatchObject({
      kind: 'application',
      clientId,
      credential: 'managed-identity',
      managedIdentity: { chosenBy: 'client-id', objectId, resourceId }
    })
    const last = heard.at(-1)
    expect(states(last)).toEqual({
      environment: 'skipped',
      'workload-identity': 'skipped',
      'managed-identity': 'used',
      'visual-studio-code': 'not-asked',
      'azure-cli': 'not-asked',
      'azure-powershell': 'not-asked',
      'azure-developer-cli': 'not-asked',
      broker: 'not-asked'
    })
    expect(why(last, 'environment')).toMatch(/Set: AZURE_CLIENT_ID\.$/)
    expect(last?.map(({ tookMs }) => typeof tookMs)).toEqual([...Array(3).fill('number'), ...Array(5).fill('object')])
    expect(heard.some((trace) => states(trace)['managed-identity'] === 'running')).toBe(true)
  })

  it('takes the secret of the environment, which then serves each further token and is nowhere in what is told', async () => {
    const { account, heard, entra, vault } = run({ ...named(), AZURE_CLIENT_SECRET: daemon().secret })
    const signedIn = await account
    expect(signedIn).toMatchObject({ clientId: daemon().clientId, credential: 'environment', kind: 'application' })
    expect(vault.records.size).toBe(0)
    const token = await mapsToken(entra, signedIn)
    expect(decodeJwt(token.accessToken)).toMatchObject({ appid: daemon().clientId, aud: 'https://atlas.microsoft.com' })
    expect(JSON.stringify([heard, signedIn])).not.toContain(daemon().secret)
  })

  it('ends at a step that is set up and refused, and says what Entra ID said', async () => {
    const { account } = run({ ...named(), AZURE_CLIENT_SECRET: 'a-wrong-secret' })
    const failure = await failureOfAsync(account)
    if (failure.code !== 'default-credential-failed') throw new Error(failure.code)
    expect(states(failure.trace)).toMatchObject({ environment: 'failed', 'managed-identity': 'not-asked' })
    expect(why(failure.trace, 'environment')).toContain('AADSTS7000215')
    expect(JSON.stringify(failure)).not.toContain('a-wrong-secret')
  })

  it('asks Azure CLI where AZURE_TOKEN_CREDENTIALS says so, again for each token, with the end that it gives', async () => {
    const tools = await azWith(await fixture.appToken(1, ARM_SCOPE), await fixture.appToken(1, MAPS_SCOPE))
    const { account, heard, entra } = run({ ...tools, AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' })
    const signedIn = await account
    expect(signedIn).toMatchObject({ credential: 'azure-cli', homeTenantId: daemon().tenantId })
    expect(signedIn.accountId).toMatch(/\.azure-cli$/)
    expect(states(heard.at(-1))).toMatchObject({ environment: 'not-asked', 'azure-cli': 'used', broker: 'not-asked' })
    expect(why(heard.at(-1), 'environment')).toBe('AZURE_TOKEN_CREDENTIALS leaves it out.')
    const token = await mapsToken(entra, signedIn)
    expect(decodeJwt(token.accessToken).aud).toBe('https://atlas.microsoft.com')
    expect(token.expiresAt - Date.now()).toBeLessThanOrEqual(1_800_000)
  })

  it('says so where Azure CLI speaks for somebody else by now', async () => {
    const tools = await azWith(await fixture.appToken(1, ARM_SCOPE), await fixture.appToken(0, MAPS_SCOPE))
    const { account, entra } = run({ ...tools, AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' })
    const signedIn = await account
    expect(await failureOfAsync(mapsToken(entra, signedIn))).toMatchObject({
      code: 'other-identity-answered',
      source: 'Azure CLI'
    })
  })

  it('says what the step that served lacks once it serves no more', async () => {
    const { account } = run({
      ...(await azWith(await fixture.appToken(1, ARM_SCOPE))),
      AZURE_TOKEN_CREDENTIALS: 'dev'
    })
    const signedIn = await account
    const { entra } = createAdapters({ environment: await az('echo "ERROR: Please run \'az login\'" >&2; exit 1') })
    const failure = await failureOfAsync(mapsToken(entra, signedIn))
    expect(failureMessage(failure)).toMatchObject({
      title: 'Azure CLI gave no token.',
      whatToDo: expect.stringContaining('run az login') as string
    })
  })

  it('drops a token that is not of the practice cloud', async () => {
    const { tenantId, clientId } = daemon()
    const tools = await azWith(jwt({ tid: tenantId, oid: clientId, appid: clientId, upn: 'ann@contoso.com' }))
    const { account } = run({ ...tools, AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' })
    const failure = await failureOfAsync(account)
    if (failure.code !== 'default-credential-failed') throw new Error(failure.code)
    expect(why(failure.trace, 'azure-cli')).toMatch(/^Its token is of another cloud/)
    expect(states(failure.trace)['azure-cli']).toBe('failed')
  })

  it('says of each developer tool what it lacks', async () => {
    const tools = await az('echo "ERROR: Please run \'az login\' to setup account." >&2; exit 1')
    const failure = await failureOfAsync(run({ ...tools, AZURE_TOKEN_CREDENTIALS: 'dev' }).account)
    if (failure.code !== 'default-credential-failed') throw new Error(failure.code)
    const { trace } = failure
    expect(trace.filter(({ state }) => state === 'failed')).toEqual([])
    expect(why(trace, 'azure-cli')).toContain('run az login')
    expect(why(trace, 'azure-powershell')).toMatch(/PowerShell/)
    expect(why(trace, 'azure-developer-cli')).toContain('(azd) is not on the PATH')
    expect(why(trace, 'visual-studio-code')).toContain('@azure/identity-vscode')
    expect(why(trace, 'broker')).toContain('@azure/identity-broker')
    expect(states(trace)).toMatchObject({ environment: 'not-asked', 'managed-identity': 'not-asked' })
  })

  it('shows what an unknown tool says, without what may open something', async () => {
    const token = await fixture.appToken(1, ARM_SCOPE)
    const tools = await az(`echo 'The extension broke at ${token}' >&2; exit 1`)
    const failure = await failureOfAsync(run({ ...tools, AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' }).account)
    if (failure.code !== 'default-credential-failed') throw new Error(failure.code)
    expect(why(failure.trace, 'azure-cli')).toBe('The extension broke at …')
  })

  it('does not begin where AZURE_TOKEN_CREDENTIALS has a value that it refuses', async () => {
    expect(await failureOfAsync(run({ AZURE_TOKEN_CREDENTIALS: 'azure-cli' }).account)).toMatchObject({
      code: 'default-credential-failed',
      refusedChoice: 'azure-cli'
    })
  })

  it('ends at once when it is cancelled while a tool runs', async () => {
    const stop = new AbortController()
    const tools = await az('sleep 20')
    const { account, heard } = run({ ...tools, AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' }, stop.signal)
    const ended = failureOfAsync(account)
    await expect.poll(() => states(heard.at(-1))['azure-cli'], { timeout: 15_000 }).toBe('running')
    stop.abort()
    expect(await ended).toEqual({ code: 'cancelled' })
  })
})
