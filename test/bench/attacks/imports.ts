import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { guardBrowser } from '../../../electron/adapters/browser/guarded-browser.ts'
import { certificateReader } from '../../../electron/adapters/certificate/certificate-reader.ts'
import { isLoopback } from '../../../electron/adapters/http/loopback.ts'
import { parseDescription, parseReady } from '../../../electron/adapters/practice/description.ts'
import { parseReturn } from '../../../electron/cli/return-time.ts'
import { azureClouds, type Cloud } from '../../../electron/knowledge/clouds.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { parseEndpoint } from '../../../electron/services/endpoint.ts'
import { readState } from '../../../practice/world/read-state-file.ts'
import { numbersFrom, pickerOf } from '../../../practice/world/seeded-numbers.ts'
import { StateFileError } from '../../../practice/world/state/problem.ts'
import { root } from '../../../build/paths.ts'
import type { Figures } from '../measure.ts'
import { mutate } from './mutate.ts'

/** Something that comes from outside: whole examples, and what the app does with it; it answers whether that was right. */
interface Import {
  examples: readonly Buffer[]
  /** How often it comes in a hundred. */
  share: number
  /** An error of another kind than `refusal` is a crash. */
  refusal: new (...args: never[]) => Error
  take: (bytes: Buffer) => boolean | Promise<boolean>
}

const certificates = join(root, 'test/unit/adapters/certificates')
const file = (path: string): Buffer => readFileSync(path)
const texts = (...all: string[]): Buffer[] => all.map((text) => Buffer.from(text))
const now = Date.parse('2027-01-01T00:00:00Z')
const [cloud, ...others]: [Cloud, ...Cloud[]] = [azureClouds.public, azureClouds.usgov, azureClouds.china]
const clouds = { list: () => [cloud, ...others], get: () => null }
const catalog = 'https://name.label.uksouth.geocatalog.spatio.azure.com'

const description = {
  caFile: '/tmp/ca.pem',
  endpoints: {
    login: 'https://localhost:20000',
    signIn: 'http://localhost:20001',
    arm: 'https://localhost:20002',
    maps: 'https://127.0.0.1:20003',
    geocatalog: 'https://[::1]:20004'
  },
  users: [{ userPrincipalName: 'ann@contoso.com', password: 'a password' }],
  apps: [],
  maps: [{ clientId: 'c', primaryKey: '1', secondaryKey: '2', endpoint: 'https://localhost:20003' }],
  geocatalogs: [{ endpoint: 'https://localhost:20004' }],
  caPem: '',
  portBase: 20_000,
  pid: 4711
}

const imports: readonly Import[] = [
  {
    examples: [file(join(root, 'docs/examples/bob.yaml'))],
    share: 20,
    refusal: StateFileError,
    take: (bytes) => readState(bytes.toString(), 'world.yaml').world.tenants.length > 0
  },
  {
    examples: texts(JSON.stringify(description), JSON.stringify(description, null, 2)),
    share: 30,
    refusal: AppFailure,
    take: (bytes) => {
      const read = [parseReady(bytes.toString()), parseDescription(bytes.toString())]
      return read.every((one) => one === null || addressesIn(one.endpoints).every(isLoopback))
    }
  },
  {
    examples: [
      Buffer.concat([file(join(certificates, 'survey.cer.pem')), file(join(certificates, 'survey.key.pem'))]),
      file(join(certificates, 'survey.cer.pem'))
    ],
    share: 8,
    refusal: AppFailure,
    take: readCertificate
  },
  { examples: [file(join(certificates, 'triple-des.pfx'))], share: 2, refusal: AppFailure, take: readCertificate },
  {
    examples: texts('17:30', '2027-05-02T09:00Z', '2027-05-02 09:00:00.000+02:00'),
    share: 10,
    refusal: InvalidArgumentError,
    take: (bytes) => Date.parse(parseReturn(bytes.toString(), now)) > now
  },
  {
    examples: texts('https://atlas.microsoft.com/', 'https://eu.atlas.microsoft.com', `${catalog}/stac`),
    share: 15,
    refusal: AppFailure,
    take: (bytes) =>
      (['maps', 'geocatalog'] as const)
        .flatMap((service) => acceptedAs(service, bytes.toString()))
        .every(
          (origin) =>
            cloud.mapsEndpoints.includes(origin) ||
            /^https:\/\/[^/:@]+\.geocatalogs?\.(?:spatio\.)?azure\.com$/.test(origin)
        )
  },
  {
    examples: texts(
      'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?a=b',
      'https://microsoft.com/devicelogin'
    ),
    share: 15,
    refusal: AppFailure,
    take: async (bytes) => {
      const opened: string[] = []
      await guardBrowser(clouds, (page) => Promise.resolve(void opened.push(page))).open(bytes.toString())
      return opened.every((page) => clouds.list().some(({ signInPages }) => signInPages.includes(new URL(page).origin)))
    }
  }
]

/** Files, links and addresses from outside, damaged: how many stopped the app, did what they must not, or changed a prototype. */
export async function damagedImports(count: number): Promise<Figures> {
  const pick = pickerOf(numbersFrom(35))
  let importsTaken = 0
  let importsRefused = 0
  let importCrashes = 0
  let importsWronglyTaken = 0
  for (const { examples, share, refusal, take } of imports) {
    for (let turn = 0; turn < Math.ceil((count * share) / 100); turn += 1) {
      const bytes = mutate(examples[turn % examples.length] ?? Buffer.alloc(0), pick)
      try {
        if (await take(bytes)) importsTaken += 1
        else importsWronglyTaken += 1
      } catch (error) {
        if (error instanceof refusal) importsRefused += 1
        else importCrashes += 1
      }
    }
  }
  const prototypesChangedByImports = 'polluted' in {} ? 1 : 0
  return { importsTaken, importsRefused, importCrashes, importsWronglyTaken, prototypesChangedByImports }
}

async function readCertificate(bytes: Buffer): Promise<boolean> {
  const { privateKeyPem } = await certificateReader.read([{ fileName: 'survey', bytes }], 'open sesame', now)
  return privateKeyPem.startsWith('-----BEGIN PRIVATE KEY-----')
}

function addressesIn({ login, arm, maps, signIn, geocatalog }: typeof description.endpoints): string[] {
  return [login, arm, maps, signIn, ...(geocatalog === '' ? [] : [geocatalog])]
}

function acceptedAs(service: 'maps' | 'geocatalog', typed: string): string[] {
  try {
    return [parseEndpoint(service, typed, cloud, others)]
  } catch (error) {
    if (error instanceof AppFailure) return []
    throw error
  }
}
