import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Asked } from './managed-identity-child.ts'
import { at, withPracticeCloud } from './practice-fixture.ts'

const CHILD = fileURLToPath(new URL('managed-identity-child.ts', import.meta.url))
const MAPS = 'https://atlas.microsoft.com'
const run = promisify(execFile)
const fixture = withPracticeCloud()

interface Said {
  claims?: Record<string, unknown>
  error?: string
}

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
