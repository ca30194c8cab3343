import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { makeArmApp } from './arm/arm-app.ts'
import { makeBlobApp } from './blob/blob-app.ts'
import type { CloudContext } from './cloud-context.ts'
import { writeCredentialFiles } from './credential-files.ts'
import { Grants } from './entra/grants.ts'
import { makeLoginApp, makeSignInApp } from './entra/login-app.ts'
import { Sessions } from './entra/sessions.ts'
import { SignInFlows } from './entra/sign-in-flow.ts'
import { TokenSigner } from './entra/token-signer.ts'
import { makeGeoCatalogApp } from './geocatalog/geocatalog-app.ts'
import { makeGraphApp } from './graph/graph-app.ts'
import { whileThere } from './http/while-there.ts'
import { ArcKeys } from './imds/arc-keys.ts'
import { makeArcApp, makeImdsApp, makeServiceFabricApp } from './imds/imds-app.ts'
import { makeRedactor } from './log/redact.ts'
import { RequestLog } from './log/request-log.ts'
import { makeMapsApp } from './maps/maps-app.ts'
import { optionsSchema, type PracticeOptions, type ResolvedOptions } from './options.ts'
import { openProxy } from './proxy/open-proxy.ts'
import { makeReadyLine, type ReadyLine } from './ready-line.ts'
import { openSites } from './open-sites.ts'
import type { AzureNames } from './site-opener.ts'
import { sitesOf } from './sites.ts'
import { writeCaFile } from './tls/ca-file.ts'
import { makeTlsMaterial } from './tls/certificates.ts'
import { makeVaultApp } from './vault/vault-app.ts'
import { makeAdminApp } from './weather/admin-app.ts'
import { Weather } from './weather/weather.ts'
import { followWorldWeather } from './weather/world-weather.ts'
import { makeMissingCertificates } from './world/make-certificates.ts'
import { stateText } from './world/write-state.ts'
import { beginState, type BegunState } from './world/begin-state.ts'
import type { World } from './world/model.ts'

/** A practice cloud that answers. */
export interface RunningPracticeCloud {
  ready: ReadyLine
  /** The CA certificate, for clients that take it as text. */
  caPem: string
  /** The state that the services read; tests may change it. */
  world: World
  /** Ends when somebody asked over the admin listener that it stops. */
  stopAsked: Promise<void>
  stop: () => Promise<void>
}

/**
 * Starts a practice cloud on loopback; every start has its own CA, keys, secrets and passwords. With `azureNames` it answers
 * under Azure's own names, where these lead to this machine.
 */
export const startPracticeCloud = async (
  given: PracticeOptions = {},
  azureNames?: AzureNames
): Promise<RunningPracticeCloud> => {
  const options = v.parse(optionsSchema, given)
  const begun = beginState(options)
  try {
    return await runState(begun, options, azureNames)
  } catch (error) {
    begun.folder?.close()
    throw error
  }
}

const runState = async (
  { world, weather: firstWeather, folder }: BegunState,
  options: ResolvedOptions,
  azureNames: AzureNames | undefined
): Promise<RunningPracticeCloud> => {
  const signer = new TokenSigner()
  // Begun here, so that slow RSA keys are made while the rest starts; waited for below.
  const certificatesMade = makeMissingCertificates(world)
  certificatesMade.catch(() => undefined)
  const allSites = sitesOf(world)
  const tls = await makeTlsMaterial({ names: azureNames?.certificateNames(allSites) })
  const log = new RequestLog()
  const weather = new Weather()
  followWorldWeather(weather, world, signer)
  const sites = await (azureNames?.openSites ?? openSites)(allSites, options.portBase, tls, log, weather)
  const proxy = await openProxy(options.portBase, allSites, sites.origin, log).catch(async (error: unknown) => {
    await sites.close()
    throw error
  })
  await weather.replace(firstWeather)
  const caFile = await writeCaFile(tls.caPem)
  const originsOf = (service: string, things: readonly unknown[]): string[] =>
    things.map((_, index) => sites.origin(`${service}:${String(index)}`))
  const endpoints = {
    login: sites.origin('login'),
    arm: sites.origin('arm'),
    graph: sites.origin('graph'),
    maps: sites.origin('maps'),
    geocatalog: sites.origin('geocatalog:0'),
    vault: sites.origin('vault:0'),
    blob: sites.origin('blob:0'),
    imds: sites.origin('imds'),
    signIn: sites.origin('signIn')
  }
  const identityHeader = randomBytes(16).toString('hex').toUpperCase()
  const admin = { url: sites.origin('admin'), token: randomBytes(24).toString('base64url') }
  const cloud: CloudContext = {
    options,
    world,
    endpoints,
    signer,
    grants: new Grants(),
    weather,
    log,
    redactor: makeRedactor(world, [identityHeader, admin.token, proxy.access.password]),
    origins: {
      mapsUs: sites.origin('mapsUs'),
      mapsEu: sites.origin('mapsEu'),
      arc: sites.origin('arc'),
      serviceFabric: sites.origin('serviceFabric'),
      devicePage: azureNames?.devicePage ?? endpoints.signIn,
      geoCatalogs: originsOf('geocatalog', world.geoCatalogs),
      vaults: originsOf('vault', world.vaults),
      storageAccounts: originsOf('blob', world.storageAccounts)
    },
    identityHeader,
    noteChange: () => folder?.noteChange()
  }
  let askToStop = (): void => undefined
  const stopAsked = new Promise<void>((resolve) => {
    askToStop = resolve
  })
  const signInState = { flows: new SignInFlows(), sessions: new Sessions(cloud) }
  sites.serve('login', makeLoginApp(cloud, signInState))
  sites.serve('signIn', makeSignInApp(cloud, signInState))
  sites.serve('arm', makeArmApp(cloud))
  sites.serve('graph', makeGraphApp(cloud))
  const maps = makeMapsApp(cloud)
  for (const site of ['maps', 'mapsUs', 'mapsEu']) sites.serve(site, maps)
  for (const [index, catalog] of world.geoCatalogs.entries())
    sites.serve(
      `geocatalog:${String(index)}`,
      whileThere(makeGeoCatalogApp(cloud, catalog), () => world.geoCatalogs.includes(catalog))
    )
  for (const [index, vault] of world.vaults.entries())
    sites.serve(
      `vault:${String(index)}`,
      whileThere(
        makeVaultApp(cloud, vault, cloud.origins.vaults[index] ?? ''),
        () => world.vaults.includes(vault) && vault.deletedAt === undefined
      )
    )
  for (const [index, account] of world.storageAccounts.entries())
    sites.serve(`blob:${String(index)}`, makeBlobApp(cloud, account))
  sites.serve('imds', makeImdsApp(cloud))
  const arcKeys = new ArcKeys(options.arcKeyFolder ?? dirname(caFile.path))
  await arcKeys.sweep()
  sites.serve('arc', makeArcApp(cloud, arcKeys))
  sites.serve('serviceFabric', makeServiceFabricApp(cloud))
  sites.serve(
    'admin',
    makeAdminApp(cloud, admin.token, () => {
      askToStop()
    })
  )
  await certificatesMade
  const files = await writeCredentialFiles(cloud, caFile)
  folder?.keep(
    () => JSON.stringify([world, weather.rules()]),
    () => stateText(world, weather.rules(), { secrets: true })
  )
  weather.onChange(cloud.noteChange)
  weather.onUse(cloud.noteChange)
  return {
    ready: makeReadyLine(cloud, { caFile: caFile.path, certPem: tls.certPem }, files, proxy.access, admin),
    caPem: tls.caPem,
    world,
    stopAsked,
    stop: async () => {
      await Promise.all([sites.close(), proxy.close()])
      await arcKeys.removeAll()
      await caFile.remove()
      folder?.close()
    }
  }
}
