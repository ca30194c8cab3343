import { systemClock } from '../../electron/adapters/clock.ts'
import { createArm } from '../../electron/adapters/arm/arm.ts'
import { createEntra } from '../../electron/adapters/entra/entra.ts'
import type { Http, HttpRequest } from '../../electron/adapters/http/http.ts'
import { createNodeHttp } from '../../electron/adapters/http/node-http.ts'
import { createSigningKeys } from '../../electron/adapters/jwks/signing-keys.ts'
import { practiceCloud } from '../../electron/adapters/practice/practice-cloud.ts'
import { parseReady } from '../../electron/adapters/practice/description.ts'
import { createServiceProbe } from '../../electron/adapters/probe/service-probe.ts'
import type { Cloud } from '../../electron/knowledge/clouds.ts'
import { developerSignOn } from '../../electron/knowledge/clouds.ts'
import type { RecordKind, SignedInAccount, SignInStep } from '../../electron/services/ports.ts'
import type { RunningPracticeCloud } from '../../practice/cloud.ts'
import { BrowserScript, type Person } from '../clients/browser-script.ts'
import { FakeVault } from '../fakes/vault.ts'

/** A signal that nobody aborts. */
export const never = new AbortController().signal

/** The practice cloud as the app sees it. */
export function cloudOf(running: RunningPracticeCloud): Cloud {
  const ready = parseReady(JSON.stringify(running.ready))
  if (ready === null) throw new Error('The ready line was not understood')
  return practiceCloud({ ...ready, caPem: running.caPem, portBase: 0, pid: null })
}

/** The adapters on Node's network, with every request counted and the browser played by `onPage`. */
export function createAdapters(
  options: {
    onPage?: (url: string) => Promise<void>
    browserTimeoutSeconds?: number
    environment?: NodeJS.ProcessEnv
  } = {}
) {
  const sent: HttpRequest[] = []
  const node = createNodeHttp(systemClock)
  const http: Http = {
    send: (request) => {
      sent.push(request)
      return node.send(request)
    },
    clockOffsetSeconds: node.clockOffsetSeconds
  }
  const vault = new FakeVault()
  const opened: string[] = []
  const browser = {
    open: async (url: string): Promise<void> => {
      opened.push(url)
      await options.onPage?.(url)
    }
  }
  const limit = options.browserTimeoutSeconds
  const parts = { http, vault, clock: systemClock, browser, environment: options.environment ?? {} }
  return {
    sent,
    opened,
    http,
    vault,
    entra: createEntra(limit === undefined ? parts : { ...parts, browserTimeoutSeconds: limit }),
    arm: createArm(http),
    probe: createServiceProbe(http),
    signingKeys: createSigningKeys(http)
  }
}

/** The adapters of one test. */
export type Adapters = ReturnType<typeof createAdapters>

/** Plays a person who enters the shown code and presses a button at the end. */
export async function enterCode(step: SignInStep, person: Person | null, lastButton = 'continue'): Promise<void> {
  if (step.step !== 'device-code') return
  const script = new BrowserScript()
  const account = await script.press(await script.open(step.verificationUri), 'next', { otc: step.userCode })
  await script.press(person === null ? account : await script.signIn(account, person), lastButton)
}

/** Signs a person in by device code. */
export async function signInByCode(
  adapters: Adapters,
  cloud: Cloud,
  person: Person,
  profileId = 'practice'
): Promise<SignedInAccount> {
  const entering: Promise<void>[] = []
  const account = await adapters.entra.signInByDeviceCode({
    profileId,
    cloud,
    tenant: 'organizations',
    clientId: developerSignOn.clientId,
    signal: never,
    onStep: (step) => entering.push(enterCode(step, person))
  })
  await Promise.all(entering)
  return account
}

/** Name of a record in the fake vault. */
export function recordName(kind: RecordKind, accountId: string): string {
  return JSON.stringify([kind, accountId])
}
