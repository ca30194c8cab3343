import type { IpcMainInvokeEvent } from 'electron'
import { channels, type CallName } from '#contract/api'
import type { Result } from '#contract/result'
import type { Handlers } from '../../../electron/ipc/handlers.ts'
import { serve } from '../../../electron/ipc/serve.ts'
import { validRequests } from '../../fakes/valid-requests.ts'
import { heapBytes } from '../heap-bytes.ts'
import type { Figures } from '../measure.ts'
import { breakRequest } from './break-request.ts'
import { hostileCalls } from './breakings.ts'

/** Messages that break the contract in one place each, over every channel: what a handler got to see, and what grew. */
export async function gate(count: number): Promise<Figures> {
  const gate = openGate()
  for (const name of Object.keys(channels) as CallName[]) await gate.call(name, validRequests[name])
  const letThrough = gate.seen.length
  gate.seen.length = 0
  const prototypesBefore = prototypes()
  const before = heapBytes()
  let notRefused = 0
  let sent = 0
  for (const { name, breaking } of hostileCalls(count)) {
    const answer = await gate.call(name, copied(breakRequest(validRequests[name], breaking)))
    if (answer.ok || answer.failure.code !== 'request-refused') notRefused += 1
    sent += 1
  }
  return {
    validLetThrough: letThrough,
    messages: sent,
    messagesAccepted: gate.seen.length,
    messagesNotRefused: notRefused,
    messageCrashes: gate.crashes(),
    prototypesChanged: prototypes() === prototypesBefore ? 0 : 1,
    messagesGrewMb: (heapBytes() - before) / 2 ** 20
  }
}

function openGate() {
  const listeners = new Map<string, (event: IpcMainInvokeEvent, request: unknown) => unknown>()
  const seen: unknown[] = []
  let crashes = 0
  let now = 0
  const handlers = new Proxy({} as Handlers, { get: () => (request: unknown) => void seen.push(request) })
  serve({ handle: (channel: string, listener) => void listeners.set(channel, listener) }, handlers, {
    isTrusted: () => true,
    report: () => {
      crashes += 1
      return 'ref'
    },
    // Each call comes in a window of its own, so that none is refused for being one too many.
    now: () => (now += 60_000)
  })
  const call = async (name: CallName, request: unknown): Promise<Result<unknown>> =>
    (await listeners.get(channels[name])?.({} as IpcMainInvokeEvent, request)) as Result<unknown>
  return { seen, call, crashes: () => crashes }
}

/** As it comes over the wire. */
function copied(request: unknown): unknown {
  return structuredClone(request)
}

function prototypes(): string {
  const all = [Object, Array, Function, String, Number, Map, Set, Date, RegExp, Error, Promise]
  return JSON.stringify(all.map(({ prototype }) => Reflect.ownKeys(prototype as object).map(String)))
}
