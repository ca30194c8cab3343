import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { makeArmApp } from './arm/arm-app.ts'
import type { CloudContext } from './cloud-context.ts'
import { Grants } from './entra/grants.ts'
import { makeLoginApp, makeSignInApp } from './entra/login-app.ts'
import { Sessions } from './entra/sessions.ts'
import { SignInFlows } from './entra/sign-in-flow.ts'
import { TokenSigner } from './entra/token-signer.ts'
import { makeGeoCatalogApp } from './geocatalog/geocatalog-app.ts'
import { makeImdsApp } from './imds/imds-app.ts'
import { openListeners } from './listeners.ts'
import { makeRedactor } from './log/redact.ts'
import { RequestLog } from './log/request-log.ts'
import { makeMapsApp } from './maps/maps-app.ts'
import { optionsSchema, type PracticeOptions, type ResolvedOptions } from './options.ts'
import { makeReadyLine, type ReadyLine } from './ready-line.ts'
import { writeCaFile } from './tls/ca-file.ts'
import { makeTlsMaterial } from './tls/certificates.ts'
import { makeVaultApp } from './vault/vault-app.ts'
import { makeAdminApp } from './weather/admin-app.ts'
import { Weather } from './weather/weather.ts'
import { makeCrowdedWorld } from './world/crowded-world.ts'
import { makeDefaultWorld } from './world/default-world.ts'
import type { World } from './world/model.ts'

/** A practice cloud that answers. */
export interface RunningPracticeCloud {
  ready: ReadyLine
  /** The CA certificate, for clients that take it as text. */
  caPem: string
  /** The state that the services read; tests may change it. */
  world: World
  stop: () => Promise<void>
}

const makeWorld = (options: ResolvedOptions): World =>
  options.world === 'crowded' ? makeCrowdedWorld(options.worldSeed) : makeDefaultWorld()

/** Starts a practice cloud on loopback; every start has its own CA, keys, secrets and passwords. */
export const startPracticeCloud = async (given: PracticeOptions = {}): Promise<RunningPracticeCloud> => {
  const options = v.parse(optionsSchema, given)
  const signer = new TokenSigner()
  const world = makeWorld(options)
  const geoCatalog = world.geoCatalogs[0]
  if (geoCatalog === undefined) throw new Error('The world has no GeoCatalog.')
  const tls = await makeTlsMaterial()
  const log = new RequestLog()
  const { listeners, furtherVaults, close } = await openListeners(options, tls, log, world.vaults.length - 1)
  const caFile = await writeCaFile(tls.caPem)
  const endpoints = {
    login: listeners.login.origin,
    arm: listeners.arm.origin,
    graph: null,
    maps: listeners.maps.origin,
    geocatalog: listeners.geocatalog.origin,
    vault: listeners.vault.origin,
    blob: null,
    imds: listeners.imds.origin,
    signIn: listeners.signIn.origin
  }
  const cloud: CloudContext = {
    options,
    world,
    endpoints,
    signer,
    grants: new Grants(),
    weather: new Weather(),
    log,
    redactor: makeRedactor(world),
    vaultOrigins: [listeners.vault, ...furtherVaults].map((listener) => listener.origin),
    identityHeader: randomBytes(16).toString('hex').toUpperCase()
  }
  const signInState = { flows: new SignInFlows(), sessions: new Sessions(cloud) }
  const admin = { url: listeners.admin.origin, token: randomBytes(24).toString('base64url') }
  listeners.login.serve(makeLoginApp(cloud, signInState))
  listeners.signIn.serve(makeSignInApp(cloud, signInState))
  listeners.arm.serve(makeArmApp(cloud))
  listeners.maps.serve(makeMapsApp(cloud))
  listeners.geocatalog.serve(makeGeoCatalogApp(cloud, geoCatalog))
  for (const [index, vault] of world.vaults.entries()) {
    const listener = index === 0 ? listeners.vault : furtherVaults[index - 1]
    listener?.serve(makeVaultApp(cloud, vault, listener.origin))
  }
  listeners.imds.serve(makeImdsApp(cloud))
  listeners.admin.serve(makeAdminApp(cloud, admin.token))
  return {
    ready: makeReadyLine(cloud, caFile.path, admin),
    caPem: tls.caPem,
    world,
    stop: async () => {
      await close()
      await caFile.remove()
    }
  }
}
