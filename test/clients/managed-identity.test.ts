import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Asked, Said } from './managed-identity-child.ts'
import { at, withPracticeCloud } from './practice-fixture.ts'

const CHILD = fileURLToPath(new URL('managed-identity-child.ts', import.meta.url))
const ARC_CHILD = fileURLToPath(new URL('arc-child.ts', import.meta.url))
const MAPS = 'https://atlas.microsoft.com'
const run = promisify(execFile)
const fixture = withPracticeCloud()

/** The libraries look at the environment when they are loaded: each kind of host gets a process of its own. */
const ask = async (asked: Asked[], env: Record<string, string>): Promise<Said[]> => {
  const { PATH } = process.env
  const { stdout } = await run(process.execPath, [CHILD, JSON.stringify(asked)], { env: { PATH, ...env } })
  return JSON.parse(stdout) as Said[]
}

const machine = (): Record<string, string> => ({
  AZURE_POD_IDENTITY_AUTHORITY_HOST: fixture.cloud.ready.endpoints.imds
})
const appService = (): Record<string, string> => {
  const { endpoint, header } = fixture.cloud.ready.appService
  return { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header }
}
const cloudShell = (): Record<string, string> => ({ MSI_ENDPOINT: fixture.cloud.ready.appService.endpoint })
const machineLearning = (): Record<string, string> => {
  const { endpoint, secret, clientId } = fixture.cloud.ready.machineLearning
  return { MSI_ENDPOINT: endpoint, MSI_SECRET: secret, DEFAULT_IDENTITY_CLIENT_ID: clientId }
}
const serviceFabric = (): Record<string, string> => {
  const { endpoint, header, thumbprint } = fixture.cloud.ready.serviceFabric
  return {
    IDENTITY_ENDPOINT: endpoint,
    IDENTITY_HEADER: header,
    IDENTITY_SERVER_THUMBPRINT: thumbprint,
    // The library does not look at the thumbprint; it trusts what Node trusts.
    NODE_EXTRA_CA_CERTS: fixture.cloud.ready.caFile
  }
}
const identity = (index: number) => at(fixture.cloud.ready.managedIdentities, index)

describe.each(['@azure/identity', '@azure/msal-node'] as const)('%s', (library) => {
  it.each([
    ['a virtual machine', machine],
    ['App Service', appService]
  ])('on %s: the system-assigned identity, and others by client, object and resource id', async (_name, env) => {
    const { name, ...reader } = identity(1)
    expect(name).toBe('field-reader')
    const answers = await ask(
      [
        { library, resource: MAPS },
        { library, resource: MAPS, clientId: reader.clientId },
        { library, resource: MAPS, objectId: reader.objectId },
        { library, resource: MAPS, resourceId: reader.resourceId }
      ],
      env()
    )
    expect(answers.map(({ claims }) => claims)).toMatchObject([
      { appid: identity(0).clientId, appidacr: '2', aud: MAPS, xms_mirid: identity(0).resourceId },
      ...[1, 2, 3].map(() => ({ appid: reader.clientId, oid: reader.objectId, xms_mirid: reader.resourceId }))
    ])
  })

  it('on a virtual machine: an identity that is not there', async () => {
    const [said] = await ask([{ library, resource: MAPS, clientId: identity(0).objectId }], machine())
    expect(said?.error).toMatch(/identity not found/i)
  })

  it('in Azure Machine Learning: the system-assigned identity, and another by client id', async () => {
    const { clientId } = identity(1)
    const answers = await ask(
      [
        { library, resource: MAPS },
        { library, resource: MAPS, clientId }
      ],
      machineLearning()
    )
    expect(answers.map(({ claims }) => claims?.appid)).toEqual([identity(0).clientId, clientId])
  })

  it('in Service Fabric: the identity of the cluster', async () => {
    const [said] = await ask([{ library, resource: MAPS }], serviceFabric())
    expect(said?.claims).toMatchObject({ appid: identity(0).clientId, aud: MAPS })
  })

  it.each([
    ['404 while the service is not there yet', 404, {}],
    ['429', 429, { 'Retry-After': '1' }],
    ['500', 500, {}],
    ['503', 503, {}]
  ])('on a virtual machine: asks again after %s', async (_name, status, headers) => {
    await fixture.weather([
      { match: { service: 'imds' }, times: 1, do: { kind: 'status', status, headers, body: { error: 'unknown' } } }
    ])
    const [said] = await ask([{ library, resource: MAPS }], { ...machine(), MAX_RETRIES: '3' })
    expect(said?.claims).toMatchObject({ appid: identity(0).clientId })
    const injected = (await fixture.requests()).filter((one) => (one.injected as string[]).length > 0)
    expect(injected.at(-1)).toMatchObject({ service: 'imds', status })
  })

  it('on a virtual machine: two programs get the same token', async () => {
    const answers = await Promise.all([1, 2].map(() => ask([{ library, resource: MAPS }], machine())))
    expect(answers[0]?.[0]?.claims?.uti).toBeDefined()
    expect(answers[1]).toEqual(answers[0])
  })

  it('in Cloud Shell: the person', async () => {
    const [said] = await ask([{ library, resource: 'https://management.azure.com' }], cloudShell())
    expect(said?.claims).toMatchObject({ idtyp: 'user', upn: 'ann@contoso.com' })
  })
})

it('@azure/identity: DefaultAzureCredential finds the machine through its chain', async () => {
  const env = { ...machine(), AZURE_TOKEN_CREDENTIALS: 'prod' }
  const [said] = await ask([{ library: 'default', resource: MAPS }], env)
  expect(said?.claims).toMatchObject({ appid: identity(0).clientId, xms_practice: 'true' })
})

it('@azure/identity: on a virtual machine, waits while the service is updated (410)', async () => {
  await fixture.weather([{ match: { service: 'imds' }, times: 1, do: { kind: 'status', status: 410 } }])
  const [said] = await ask([{ library: '@azure/identity', resource: MAPS }], { ...machine(), MAX_RETRIES: '3' })
  expect(said?.claims).toMatchObject({ appid: identity(0).clientId })
})

describe.each(['@azure/identity', '@azure/msal-node'] as const)(
  '%s, on a server that Azure Arc looks after',
  (library) => {
    it('takes no key from a folder that is not the one of the agent', async () => {
      const { endpoint, imdsEndpoint } = fixture.cloud.ready.arc
      const [said] = await ask([{ library, resource: MAPS }], {
        IDENTITY_ENDPOINT: endpoint,
        IMDS_ENDPOINT: imdsEndpoint
      })
      expect(said?.error).toMatch(/file path in the WWW-Authenticate header/i)
    })

    it('the system-assigned identity, others by client, object and resource id, and one that is not there', async () => {
      const inTheAgentsPlace =
        'mount -t tmpfs practice /var/opt && mkdir -p /var/opt/azcmagent/tokens && exec "$0" "$@"'
      const { PATH } = process.env
      const { stdout } = await run(
        'unshare',
        ['--mount', 'sh', '-c', inTheAgentsPlace, process.execPath, ARC_CHILD, library],
        { env: { PATH } }
      )
      const { said, system, reader } = JSON.parse(stdout) as { said: Said[] } & Record<
        'system' | 'reader',
        { clientId: string }
      >
      expect(said.map(({ claims }) => claims?.appid)).toEqual([
        system.clientId,
        ...[1, 2, 3].map(() => reader.clientId),
        undefined
      ])
      expect(said[4]?.error).toMatch(/identity not found/i)
    })
  }
)
