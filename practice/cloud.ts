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
import { listen, type Listener } from './http/listen.ts'
import { makeRedactor } from './log/redact.ts'
import { RequestLog } from './log/request-log.ts'
import { makeMapsApp } from './maps/maps-app.ts'
import { optionsSchema, type PracticeOptions, type ResolvedOptions } from './options.ts'
import { makeReadyLine, type ReadyLine } from './ready-line.ts'
import { PORT_OFFSETS } from './services.ts'
import { writeCaFile } from './tls/ca-file.ts'
import { makeTlsMaterial, type TlsMaterial } from './tls/certificates.ts'
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

const LISTENERS = ['login', 'signIn', 'arm', 'maps', 'geocatalog', 'admin'] as const
type ListenerName = (typeof LISTENERS)[number]
const PLAIN_HTTP: readonly ListenerName[] = ['signIn', 'admin']

const makeWorld = (options: ResolvedOptions): World =>
  options.world === 'crowded' ? makeCrowdedWorld(options.worldSeed) : makeDefaultWorld()

const openListeners = async (
  options: ResolvedOptions,
  tls: TlsMaterial,
  log: RequestLog
): Promise<Record<ListenerName, Listener>> => {
  const opened: Listener[] = []
  const open = async (name: ListenerName): Promise<Listener> => {
    const port = options.portBase === 0 ? 0 : options.portBase + PORT_OFFSETS[name]
    const service = name === 'signIn' ? 'login' : name
    const listener = await listen(port, PLAIN_HTTP.includes(name) ? null : tls, (request) => {
      log.add({
        at: new Date().toISOString(),
        service,
        method: request.method ?? '',
        path: '',
        query: {},
        headerNames: Object.keys(request.headers),
        status: 421,
        injected: []
      })
    })
    opened.push(listener)
    return listener
  }
  const results = await Promise.allSettled(LISTENERS.map(async (name) => [name, await open(name)] as const))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) {
    await Promise.all(opened.map((listener) => listener.close()))
    throw failed.reason
  }
  return Object.fromEntries(
    results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  ) as Record<ListenerName, Listener>
}

/** Starts a practice cloud on loopback; every start has its own CA, keys, secrets and passwords. */
export const startPracticeCloud = async (given: PracticeOptions = {}): Promise<RunningPracticeCloud> => {
  const options = v.parse(optionsSchema, given)
  const signer = new TokenSigner()
  const world = makeWorld(options)
  const geoCatalog = world.geoCatalogs[0]
  if (geoCatalog === undefined) throw new Error('The world has no GeoCatalog.')
  const tls = await makeTlsMaterial()
  const log = new RequestLog()
  const listeners = await openListeners(options, tls, log)
  const caFile = await writeCaFile(tls.caPem)
  const endpoints = {
    login: listeners.login.origin,
    arm: listeners.arm.origin,
    graph: null,
    maps: listeners.maps.origin,
    geocatalog: listeners.geocatalog.origin,
    vault: null,
    blob: null,
    imds: null,
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
    redactor: makeRedactor(world)
  }
  const signInState = { flows: new SignInFlows(), sessions: new Sessions(cloud) }
  const admin = { url: listeners.admin.origin, token: randomBytes(24).toString('base64url') }
  listeners.login.serve(makeLoginApp(cloud, signInState))
  listeners.signIn.serve(makeSignInApp(cloud, signInState))
  listeners.arm.serve(makeArmApp(cloud))
  listeners.maps.serve(makeMapsApp(cloud))
  listeners.geocatalog.serve(makeGeoCatalogApp(cloud, geoCatalog))
  listeners.admin.serve(makeAdminApp(cloud, admin.token))
  return {
    ready: makeReadyLine(world, endpoints, caFile.path, admin),
    caPem: tls.caPem,
    world,
    stop: async () => {
      await Promise.all(Object.values(listeners).map((listener) => listener.close()))
      await caFile.remove()
    }
  }
}
